"""Discord's limits, each named once.

Where a number comes from is said beside it; paths are those of discord/discord-api-docs.
Lengths are in characters as Discord counts them for display: Unicode code points.
"""

# components/reference.mdx
MESSAGE_COMPONENTS = 40
BUTTON_LABEL = 80
CUSTOM_ID = 100
SELECT_OPTIONS = 25
SELECT_OPTION_LABEL = 100
SELECT_OPTION_DESCRIPTION = 100
SELECT_OPTION_VALUE = 100
SELECT_PLACEHOLDER = 150
ACTION_ROW_BUTTONS = 5

MESSAGE_TEXT = 4000
"""All text displays of a message together (discord.py, `ui.TextDisplay`)."""

# interactions/application-commands.mdx
COMMAND_NAME = 32
COMMAND_DESCRIPTION = 100
CHAT_COMMANDS = 100
"""Global slash commands of one application."""
OPTIONS = 25
CHOICE_NAME = 100
CHOICE_VALUE = 100
COMMAND_TOTAL = 8000
"""Names, descriptions and choice values of one command, the longest localisation of each."""
OPTION_TEXT = 6000
"""The longest string that an option may carry (`max_length`)."""

# interactions/receiving-and-responding.mdx
AUTOCOMPLETE_CHOICES = 25
FIRST_ANSWER_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60
