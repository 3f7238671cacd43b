"""Where readers of the forum's bot are: every kind of place that Discord has for an application."""

from collections.abc import Callable

from tests.wire.discord_server import DiscordServer, Person

Find = Callable[[DiscordServer], Person]


def in_a_server(server: DiscordServer) -> Person:
    return server.person("reader", locale="zh-CN")


def with_the_bot(server: DiscordServer) -> Person:
    return server.writing("reader", locale="ja")


def with_a_friend(server: DiscordServer) -> Person:
    return server.elsewhere("reader", locale="zh-TW")


def in_a_server_without_the_bot(server: DiscordServer) -> Person:
    guild = server.world.guild("Elsewhere", locale="fr", joined=False)
    return server.elsewhere("reader", locale="fr", guild=guild)


PLACES = (in_a_server, with_the_bot, with_a_friend, in_a_server_without_the_bot)
