"""The API by hand: what any client may ask, and what it is refused."""

import io
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.wire.discord_server import Callback, Cut, DiscordServer, Exchange, Person, Slow
from tests.wire.discord_server.bodies import LARGEST

V2 = 1 << 15
TEXT = {"type": 10, "content": "words"}


class Hand:
    """A client without any library: requests go where they are told, with the bot's token."""

    def __init__(self, server: DiscordServer, session: aiohttp.ClientSession) -> None:
        self.server = server
        self.session = session
        self.application = f"/applications/{server.world.application.id}"

    async def ask(self, method: str, path: str, body: object = None, **more: Any) -> tuple[int, Any]:
        """Status and JSON of an answer."""
        more |= {} if body is None else {"json": body}
        async with self.session.request(method, f"{self.server.api_base}{path}", **more) as response:
            assert response.status == 204 or response.headers["Content-Type"] == "application/json"
            return response.status, None if response.status == 204 else await response.json()

    async def answer(self, exchange: Exchange, body: object, **more: Any) -> tuple[int, Any]:
        """Answer an interaction."""
        interaction = exchange.interaction
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        return await self.ask("POST", path, body, **more)

    def webhook(self, exchange: Exchange) -> str:
        return f"/webhooks/{self.server.world.application.id}/{exchange.interaction['token']}"

    async def register(self, **fields: object) -> Any:
        """Register a command."""
        command = {"name": "go", "description": "Go", **fields}
        return (await self.ask("POST", f"{self.application}/commands", command))[1]


@pytest.fixture
async def hand(discord_server: DiscordServer) -> AsyncIterator[Hand]:
    headers = {"Authorization": f"Bot {discord_server.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        yield Hand(discord_server, session)


@pytest.fixture
async def reader(hand: Hand) -> Person:
    await hand.register()
    return hand.server.person("reader")


async def test_the_gateway_is_named(hand: Hand) -> None:
    assert await hand.ask("GET", "/gateway") == (200, {"url": hand.server.gateway_url})
    status, told = await hand.ask("GET", "/gateway/bot")
    assert (status, told["url"], told["shards"]) == (200, hand.server.gateway_url, 1)
    assert told["session_start_limit"]["remaining"] == 1000


async def test_nobody_is_let_in_without_the_token(hand: Hand) -> None:
    for path in ("/users/@me", "/gateway/bot", f"{hand.application}/commands"):
        status, told = await hand.ask("GET", path, headers={"Authorization": "Bot wrong"})
        assert (status, told) == (401, {"message": "401: Unauthorized", "code": 0})
    assert (await hand.ask("GET", "/gateway", headers={"Authorization": ""}))[0] == 200


async def test_what_is_not_there_is_not_found(hand: Hand) -> None:
    assert await hand.ask("GET", "/nowhere") == (404, {"message": "404: Not Found", "code": 0})
    assert await hand.ask("POST", "/users/@me") == (405, {"message": "405: Method Not Allowed", "code": 0})
    assert (await hand.ask("GET", f"{hand.application}/guilds/1/commands"))[1]["code"] == 10004
    assert (await hand.ask("GET", f"{hand.application}/commands/1"))[1]["code"] == 10063
    assert (await hand.ask("GET", "/applications/1/commands"))[1]["code"] == 20012
    async with hand.session.get(f"{hand.server.messages.base}/attachments/1/2/a.txt") as response:
        assert response.status == 404


async def test_commands_are_added_changed_and_removed(hand: Hand) -> None:
    commands = f"{hand.application}/commands"
    status, added = await hand.ask("POST", commands, {"name": "go", "description": "Go"})
    assert (status, added["type"], added["integration_types"]) == (201, 1, [0])
    status, same = await hand.ask("POST", commands, {"name": "go", "description": "Go"})
    assert (status, same) == (200, added)
    status, other = await hand.ask(
        "POST", commands, {"name": "go", "description": "Went", "default_member_permissions": 32}
    )
    assert (status, other["id"], other["default_member_permissions"]) == (200, added["id"], "32")
    one = f"{commands}/{added['id']}"
    status, changed = await hand.ask("PATCH", one, {"name": "went", "description": "Went"})
    assert (status, changed["name"]) == (200, "went")
    assert await hand.ask("GET", one) == (200, changed)
    assert await hand.ask("DELETE", one) == (204, None)
    assert await hand.ask("GET", commands) == (200, [])


async def test_a_broken_body_is_refused(hand: Hand) -> None:
    path = f"{hand.application}/commands"
    status, told = await hand.ask("PUT", path, data=b"{", headers={"Content-Type": "application/json"})
    assert (status, told["code"]) == (400, 50109)
    status, told = await hand.ask("PUT", path, [{"name": "Wrong Name", "description": "x"}])
    assert (status, told["code"]) == (400, 50035)
    assert told["errors"]["0"]["name"]["_errors"][0]["code"] == "APPLICATION_COMMAND_INVALID_NAME"


async def test_an_unknown_interaction_is_told_apart(hand: Hand, reader: Person) -> None:
    exchange = reader.begin("go")
    assert (await hand.ask("POST", "/interactions/1/token/callback", {"type": 5}))[1]["code"] == 10062
    wrong = f"/interactions/{exchange.interaction['id']}/token/callback"
    assert (await hand.ask("POST", wrong, {"type": 5}))[1]["code"] == 10062
    webhook = hand.webhook(exchange)
    assert (await hand.ask("POST", webhook, {"content": "early"}))[1]["code"] == 10015
    assert (await hand.ask("POST", "/webhooks/1/token", {"content": "x"}))[1]["code"] == 10015
    strange = f"/webhooks/{hand.server.world.application.id}/token"
    assert await hand.ask("POST", strange, {"content": "x"}) == (
        401,
        {"message": "Invalid Webhook Token", "code": 50027},
    )


@pytest.mark.parametrize("kind", [1, 6, 7, 8])
async def test_a_command_is_not_answered_like_a_button(hand: Hand, reader: Person, kind: int) -> None:
    exchange = reader.begin("go")
    data: dict[str, object] = {"choices": []} if kind == 8 else {"content": "x"}
    body = {"type": kind, "data": data}
    status, told = await hand.answer(exchange, body)
    assert (status, told["code"]) == (400, 50035)
    assert "type" in told["errors"]
    assert not exchange.acknowledged


async def test_a_modal_is_kept(hand: Hand, reader: Person) -> None:
    exchange = reader.begin("go")
    field = {"type": 4, "custom_id": "t", "style": 1, "label": "Text"}
    modal = {"custom_id": "m", "title": "Modal", "components": [{"type": 1, "components": [field]}]}
    assert await hand.answer(exchange, {"type": 9, "data": modal}) == (204, None)
    assert exchange.modal == modal
    assert exchange.callback is Callback.MODAL
    assert (await hand.ask("GET", f"{hand.webhook(exchange)}/messages/@original"))[1]["code"] == 10008


async def test_a_button_may_be_acknowledged_without_a_word(hand: Hand, reader: Person) -> None:
    exchange = reader.begin("go")
    button = {"type": 2, "style": 1, "custom_id": "b", "label": "B", "emoji": {"id": None, "name": "✨"}}
    menu = {"type": 3, "custom_id": "m", "options": [{"label": "One", "value": "1", "emoji": {"name": "1"}}]}
    rows = [{"type": 1, "components": [button]}, {"type": 1, "components": [menu]}]
    await hand.answer(exchange, {"type": 4, "data": {"content": "press", "components": rows}})
    pressed = reader.begin_press(exchange.message, "B")
    status, told = await hand.answer(pressed, {"type": 6}, params={"with_response": "true"})
    assert status == 200
    assert told["interaction"]["response_message_id"] == exchange.message.id
    assert "resource" not in told
    status, edited = await hand.ask(
        "PATCH", f"{hand.webhook(pressed)}/messages/@original", {"content": "pressed"}
    )
    assert (status, edited["content"], len(edited["components"])) == (200, "pressed", 2)
    assert pressed.message is exchange.message
    assert edited["components"][0]["components"][0]["emoji"] == {"name": "✨"}


async def test_media_are_hosted(hand: Hand, reader: Person) -> None:
    exchange = reader.begin("go")
    media = {"url": "https://example.org/a.png"}
    section = {"type": 9, "components": [TEXT], "accessory": {"type": 11, "media": media}}
    gallery = {"type": 12, "items": [{"media": media}]}
    data = {"flags": V2, "components": [section, gallery]}
    await hand.answer(exchange, {"type": 4, "data": data})
    shown = exchange.message.components
    assert shown[0]["accessory"]["media"]["proxy_url"] == media["url"]
    assert shown[1]["items"][0]["spoiler"] is False


async def test_a_card_stays_a_card(hand: Hand, reader: Person) -> None:
    exchange = reader.begin("go")
    await hand.answer(exchange, {"type": 4, "data": {"flags": V2 | 64, "components": [TEXT]}})
    original = f"{hand.webhook(exchange)}/messages/@original"
    status, told = await hand.ask("PATCH", original, {"components": [{**TEXT, "content": "others"}]})
    assert (status, told["flags"]) == (200, V2 | 64)
    status, told = await hand.ask("PATCH", original, {"content": "no card"})
    assert (status, told["code"]) == (400, 50035)
    assert [refusal.code for refusal in exchange.refusals] == [50035]


def form(body: object, *files: tuple[str, bytes]) -> aiohttp.FormData:
    data = aiohttp.FormData(quote_fields=False)
    data.add_field("payload_json", json.dumps(body), content_type="application/json")
    for index, (name, content) in enumerate(files):
        data.add_field(f"files[{index}]", io.BytesIO(content), filename=name)
    return data


async def test_files_are_kept_and_left_out(hand: Hand, reader: Person) -> None:
    exchange = reader.begin("go")
    described = [{"id": 0, "description": "a letter"}]
    body = {"type": 4, "data": {"flags": 64, "attachments": described}}
    await hand.answer(exchange, None, data=form(body, ("a.txt", b"a"), ("b.txt", b"b")))
    first, second = exchange.message.payload["attachments"]
    assert (first["filename"], first["description"], first["ephemeral"]) == ("a.txt", "a letter", True)
    original = f"{hand.webhook(exchange)}/messages/@original"
    kept = {"attachments": [{"id": second["id"]}, {"id": "0", "filename": "c.txt"}]}
    status, told = await hand.ask("PATCH", original, data=form(kept, ("x.txt", b"c")))
    assert status == 200
    assert [attachment["filename"] for attachment in told["attachments"]] == ["b.txt", "c.txt"]
    assert exchange.message.files == {"b.txt": b"b", "c.txt": b"c"}
    status, told = await hand.ask("PATCH", original, {"attachments": [{"id": "77"}]})
    assert (status, told["errors"]["attachments"]["_errors"][0]["code"]) == (400, "ATTACHMENT_NOT_FOUND")


async def test_a_file_that_is_not_there_cannot_be_shown(hand: Hand, reader: Person) -> None:
    exchange = reader.begin("go")
    gallery = {"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]}
    status, told = await hand.answer(exchange, {"type": 4, "data": {"flags": V2, "components": [gallery]}})
    assert (status, told["code"]) == (400, 50035)


async def test_too_much_is_too_much(hand: Hand, reader: Person) -> None:
    exchange = reader.begin("go")
    body = form({"type": 4, "data": {}}, ("a.bin", b"x" * (LARGEST + 1)))
    status, told = await hand.answer(exchange, None, data=body)
    assert (status, told["code"]) == (413, 40005)


async def test_a_strange_form_is_refused(hand: Hand, reader: Person) -> None:
    exchange = reader.begin("go")
    with aiohttp.MultipartWriter("form-data") as outer:
        outer.append(aiohttp.MultipartWriter("mixed"))
    status, told = await hand.answer(exchange, None, data=outer)
    assert (status, told["code"]) == (400, 50109)
    odd = form({"type": 4, "data": {"content": "x"}})
    odd.add_field("other", "ignored")
    assert (await hand.answer(exchange, None, data=odd))[0] == 204


async def test_only_its_own_messages_are_an_interactions(hand: Hand, reader: Person) -> None:
    one, other = reader.begin("go"), reader.begin("go")
    for exchange in (one, other):
        await hand.answer(exchange, {"type": 4, "data": {"content": "x"}})
    path = f"{hand.webhook(one)}/messages/{other.message.id}"
    assert (await hand.ask("GET", path))[1]["code"] == 10008
    assert (await hand.ask("GET", f"{hand.webhook(one)}/messages/1"))[1]["code"] == 10008
    assert (await hand.ask("DELETE", f"{hand.webhook(one)}/messages/@original"))[0] == 204
    assert (await hand.ask("GET", f"{hand.webhook(one)}/messages/@original"))[1]["code"] == 10008


async def test_a_person_has_a_menu_too(hand: Hand) -> None:
    await hand.register(name="Who is this?", type=2, description="")
    reader, other = hand.server.person("reader"), hand.server.person("other")
    exchange = reader.begin_menu("Who is this?", other.user)
    await hand.answer(exchange, {"type": 4, "data": {"content": "a person"}})
    assert exchange.message.payload["type"] == 23
    assert exchange.message.payload["interaction_metadata"]["target_user"]["id"] == other.user.id


async def test_a_group_is_no_server(hand: Hand) -> None:
    await hand.register(integration_types=[1], contexts=[2])
    group = hand.server.world.private(hand.server.world.user("a"), hand.server.world.user("b"))
    exchange = hand.server.elsewhere("reader").at(group).begin("go")
    channel = exchange.interaction["channel"]
    assert (channel["type"], len(channel["recipients"])) == (3, 2)


@pytest.mark.usefixtures("reader")
async def test_the_line_may_be_cut_or_slow(hand: Hand) -> None:
    cut = hand.server.faults.add(Cut("GET /users/@me", times=None))
    with pytest.raises(aiohttp.ClientError):
        await hand.ask("GET", "/users/@me")
    cut.times = 0
    slow = hand.server.faults.add(Slow(0.001, "GET /users/@me", times=1, after=True))
    assert (await hand.ask("GET", "/users/@me"))[0] == 200
    assert slow.met == 1
    assert hand.server.requests[-1].path == "/users/@me"
    hand.server.forget_requests()
    assert hand.server.requests == []
