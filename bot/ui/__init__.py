"""Cards: answer and language in, Discord components out; pure functions, nothing is awaited."""
