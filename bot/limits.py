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
SELECT_PLACEHOLDER = 150

MESSAGE_TEXT = 4000
"""All text displays of a message together (discord.py, `ui.TextDisplay`)."""

# interactions/application-commands.mdx
COMMAND_DESCRIPTION = 100
CHOICE_NAME = 100
CHOICE_VALUE = 100

# interactions/receiving-and-responding.mdx
AUTOCOMPLETE_CHOICES = 25
