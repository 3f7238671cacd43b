"""The messages that the bot has sent: how a body becomes one, how an edit changes it, who may see it."""

import mimetypes
import re
from dataclasses import dataclass, field
from typing import Any, Final

from simcord.components import COMPONENTS_V2_FLAG, merge_edit_flags

from tests.support.message_rules import EMPTY, check_state
from tests.support.violations import Violation
from tests.wire.discord_server import components, errors
from tests.wire.discord_server.bodies import Body, Upload
from tests.wire.discord_server.bounded import Bounded
from tests.wire.discord_server.clock import Clock
from tests.wire.discord_server.payloads import instant, user
from tests.wire.discord_server.snowflakes import Snowflakes
from tests.wire.discord_server.world import Application, User

Json = dict[str, Any]

SUPPRESS_EMBEDS, EPHEMERAL, LOADING, SUPPRESS_NOTIFICATIONS = 1 << 2, 1 << 6, 1 << 7, 1 << 12
_SENDABLE: Final = SUPPRESS_EMBEDS | EPHEMERAL | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2_FLAG
_KEPT: Final = 20_000
_NOTHING: Final[Json] = {"content": "", "embeds": [], "components": [], "attachments": []}


@dataclass(slots=True, eq=False)
class Message:
    """A message as it now is. `payload` is replaced, never changed: who holds an old one keeps it."""

    payload: Json
    reader: User
    """Who caused it: the only one who sees it when it is ephemeral."""
    files: dict[str, bytes] = field(default_factory=dict)
    """The bytes of each attachment, by its name."""
    deleted: bool = False

    @property
    def id(self) -> str:
        return str(self.payload["id"])

    @property
    def flags(self) -> int:
        return int(self.payload["flags"])

    @property
    def ephemeral(self) -> bool:
        """Whether only its reader sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Whether it is still only "… is thinking"."""
        return bool(self.flags & LOADING)

    @property
    def content(self) -> str:
        return str(self.payload["content"])

    @property
    def components(self) -> list[Json]:
        found: list[Json] = self.payload["components"]
        return found

    @property
    def text(self) -> str:
        """Everything that is to be read: its content, or the text of its card."""
        return self.content or components.words(self.components)

    @property
    def labels(self) -> list[str]:
        """What its buttons say."""
        return [str(part.get("label", "")) for part in components.interactive(self.components)]


class Messages:
    """Every message, by its id; and the files that came with them, by their address."""

    def __init__(self, *, application: Application, snowflakes: Snowflakes, clock: Clock) -> None:
        self.base = ""
        """Where files are fetched from; set once the server has its port."""
        self._application = application
        self._snowflakes = snowflakes
        self._clock = clock
        self._known: Bounded[str, Message] = Bounded(_KEPT)
        self._files: Bounded[str, bytes] = Bounded(_KEPT)

    def __getitem__(self, message_id: str) -> Message:
        message = self._known.get(message_id)
        if message is None or message.deleted:
            raise errors.unknown_message()
        return message

    def file(self, path: str) -> bytes:
        """The bytes at an address; 404 when there are none."""
        if path not in self._files:
            raise errors.not_found()
        return self._files[path]

    def host(self, channel_id: str, upload: Upload) -> Json:
        """Keep a file, and describe it as an attachment."""
        attachment_id = self._snowflakes.next()
        path = f"/attachments/{channel_id}/{attachment_id}/{upload.filename}"
        self._files[path] = upload.data
        return {
            "id": attachment_id,
            "filename": upload.filename,
            "size": len(upload.data),
            "url": f"{self.base}{path}",
            "proxy_url": f"{self.base}{path}",
            "content_type": mimetypes.guess_type(upload.filename)[0] or "application/octet-stream",
        }

    def loading(self, reader: User, flags: int, fixed: Json) -> Message:
        """A message that says that the answer is being thought of."""
        return self._add({**fixed, **_NOTHING, "flags": LOADING | flags & EPHEMERAL}, reader)

    def create(self, body: Body, reader: User, fixed: Json) -> Message:
        """A new message out of a request's body. `fixed`: its channel, type and origin."""
        flags = int(body.message.get("flags") or 0) & _SENDABLE
        message = self._add({**fixed, **_NOTHING, "flags": flags}, reader, keep=False)
        self._apply(message, body, flags, previous_flags=0)
        self._known[message.id] = message
        return message

    def edit(self, message: Message, body: Body) -> Message:
        """Change what the body names, and nothing else; an answer that was thought of is now there."""
        thought = message.loading
        previous = message.flags & ~LOADING
        requested = body.message.get("flags")
        flags = previous if requested is None else merge_edit_flags(previous, requested)
        self._apply(message, body, flags, previous_flags=previous)
        if not thought:
            message.payload = {**message.payload, "edited_timestamp": instant(self._clock.now())}
        return message

    def delete(self, message: Message) -> None:
        """Gone for everybody."""
        message.deleted = True

    def _add(self, fields: Json, reader: User, *, keep: bool = True) -> Message:
        payload = {
            "id": self._snowflakes.next(),
            "author": user(self._application.bot),
            "application_id": self._application.id,
            "webhook_id": self._application.id,
            "timestamp": instant(self._clock.now()),
            "edited_timestamp": None,
            "pinned": False,
            "tts": False,
            "mentions": [],
            "mention_roles": [],
            "mention_everyone": False,
            **fields,
        }
        message = Message(payload, reader)
        if keep:
            self._known[message.id] = message
        return message

    def _apply(self, message: Message, body: Body, flags: int, *, previous_flags: int) -> None:
        old, new = message.payload, body.message
        attachments, files = self._attachments(message, body)
        state: Json = {
            "content": new.get("content", old["content"]) or "",
            "embeds": new.get("embeds", old["embeds"]) or [],
            "components": new.get("components", old["components"]) or [],
            "attachments": attachments,
            "flags": flags,
            "poll": new.get("poll"),
        }
        checked = check_state(state, at=body.at, previous_flags=previous_flags)
        if [violation.code for violation in checked.violations] == [EMPTY]:
            raise errors.empty_message()
        if checked.violations:
            raise errors.invalid_form(checked.violations)
        del state["poll"]
        shown = components.written_back(checked.components, attachments, self._snowflakes, body.at)
        state |= {"components": shown, "tts": bool(new.get("tts"))}
        state |= _mentions(state["content"] or components.words(shown), new.get("allowed_mentions"))
        message.payload = {**old, **state}
        there = {attachment["filename"] for attachment in attachments}
        message.files = {name: data for name, data in (message.files | files).items() if name in there}

    def _attachments(self, message: Message, body: Body) -> tuple[list[Json], dict[str, bytes]]:
        """What stays of the old attachments, and the new ones with their bytes."""
        listed = body.message.get("attachments")
        entries = {str(entry["id"]): entry for entry in listed or []}
        kept = [old for old in message.payload["attachments"] if listed is None or old["id"] in entries]
        known = {old["id"] for old in kept} | {str(index) for index in body.uploads}
        if strange := set(entries) - known:
            path = (*body.at, "attachments")
            raise errors.invalid_form(
                [Violation(path, "ATTACHMENT_NOT_FOUND", f"No file has the id {one}.") for one in strange]
            )
        added, files = [], {}
        for index, upload in body.uploads.items():
            entry = entries.get(str(index), {})
            name = str(entry.get("filename") or upload.filename)
            hosted = self.host(str(message.payload["channel_id"]), Upload(name, upload.data))
            hosted |= {"description": entry["description"]} if entry.get("description") else {}
            hosted |= {"ephemeral": True} if message.ephemeral else {}
            added.append(hosted)
            files[name] = upload.data
        return [*kept, *added], files


def _mentions(words: str, allowed: Json | None) -> Json:
    """Whom a message pings: what it names, as far as it allows (resources/message, allowed mentions)."""
    parsed = {"everyone", "users", "roles"} if allowed is None else set(allowed.get("parse") or ())
    named = set() if allowed is None else {str(one) for one in allowed.get("users") or ()}
    users = {one for one in re.findall(r"<@!?(\d+)>", words) if "users" in parsed or one in named}
    roles = sorted(set(re.findall(r"<@&(\d+)>", words))) if "roles" in parsed else []
    return {
        "mentions": [user(User(one, f"user-{one}")) for one in sorted(users)],
        "mention_roles": roles,
        "mention_everyone": "everyone" in parsed and bool(re.search(r"@(?:everyone|here)\b", words)),
    }
