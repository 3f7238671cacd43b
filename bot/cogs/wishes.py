"""What may decide the language of an answer: what was asked for and saved, and what Discord says."""

import discord

from bot.cogs.delivery import Interaction
from bot.i18n.choice import Saved, Wishes
from bot.journal import Journal
from bot.journal.preferences import Whose
from bot.languages import Language


def wishes_of(interaction: Interaction, journal: Journal, option: Language | None = None) -> Wishes:
    """Everything that may decide the language of an answer to this interaction."""

    def chosen(whose: Whose, identity: int | None) -> Language | None:
        preference = journal.preference(whose, identity)
        return Language.known(preference.language) if preference else None

    saved = journal.preference(Whose.READER, interaction.user.id)
    spoken = Language.known(saved.language) if saved else None
    guild_locale = interaction.guild_locale
    thread = interaction.channel if isinstance(interaction.channel, discord.Thread) else None
    # What is set for a channel holds in its threads, unless one has its own.
    room = chosen(Whose.CHANNEL, interaction.channel_id)
    around = chosen(Whose.CHANNEL, thread.parent_id) if thread else None
    return Wishes(
        option=option,
        channel=room or around,
        guild=chosen(Whose.GUILD, interaction.guild_id),
        reader=Saved(spoken, saved.in_public) if saved and spoken else None,
        guild_locale=guild_locale.value if guild_locale else None,
        reader_locale=interaction.locale.value,
    )
