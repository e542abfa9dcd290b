"""Turns a document into a prompt, and notes everything that is wrong with it on the way."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from editor_tui.errors import PromptError
from editor_tui.messages import Message
from editor_tui.prompts.document import Document, KeyPath, read_document
from editor_tui.prompts.editor import read_editor
from editor_tui.prompts.names import KINDS, KNOWN_INPUTS, MODEL_KEYS, OPTIONS, PROPERTY_KEYS, RANGES, TOP_KEYS
from editor_tui.prompts.prompt import Prompt, Property
from editor_tui.prompts.template import Template, doubtful_roles, lines_using, read_template


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a prompt file. An error keeps the prompt from being used, a warning does not."""

    line: int
    severity: Literal["error", "warning"]
    message: Message


class Reading:
    """One document while it is read: what was found wrong so far, and the means to say so.

    `lists` are the names of the site's closed lists, None where nobody knows them.
    """

    def __init__(self, document: Document, lists: Collection[str] | None = None) -> None:
        self.document, self.lists = document, lists
        self.faults: list[Fault] = []

    def error(self, path: KeyPath, id: str, **values: object) -> None:
        self._note("error", path, id, values)

    def warn(self, path: KeyPath, id: str, **values: object) -> None:
        self._note("warning", path, id, values)

    def _note(
        self, severity: Literal["error", "warning"], path: KeyPath, id: str, values: Mapping[str, object]
    ) -> None:
        self.faults.append(Fault(self.document.line_of(path), severity, Message(id, values)))

    def table(self, value: Any, path: KeyPath) -> Mapping[str, Any]:
        """The value as a mapping; anything else is an error and reads as empty."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.error(path, "prompts.expected-mapping", key=_dotted(path))
            return {}
        return {str(key): item for key, item in value.items()}

    def expect_keys(self, table: Mapping[str, Any], known: Collection[str], path: KeyPath) -> None:
        for key in table:
            if key not in known:
                near = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0.0)[0]
                self.error((*path, key), "prompts.unknown-key", key=_dotted((*path, key)), nearest=near)


def _dotted(path: KeyPath) -> str:
    return ".".join(map(str, path))


def read_prompt(
    path: str, data: bytes, name: str, *, bundled: bool, lists: Collection[str] | None = None
) -> tuple[Prompt | None, tuple[Fault, ...]]:
    """The prompt, if it can be used, and all its faults in the order of their lines; `lists` as in `Reading`."""
    try:
        document = read_document(path, data)
    except PromptError as error:
        return None, (Fault(error.line or 1, "error", error.message),)
    reading = Reading(document, lists)
    front = document.front
    reading.expect_keys(reading.table(front, ()), TOP_KEYS, ())
    inputs = _read_properties(reading, front.get("inputs"), ("inputs",))
    outputs = _read_properties(reading, front.get("outputs"), ("outputs",)) or (Property(name),)
    options = _read_options(reading, front.get("model"))
    metadata = reading.table(front.get("metadata"), ("metadata",))
    editor = read_editor(reading, metadata.get("editor"), [item.name for item in outputs])
    _check_template_key(reading, front.get("template"))
    template: Template | None = None
    try:
        template = read_template(path, document.template, document.template_line)
    except PromptError as error:
        reading.faults.append(Fault(error.line or 1, "error", error.message))
    if template is not None:
        _check_roles(reading, template)
        _check_variables(reading, template, inputs)
    if not front.get("description"):
        reading.warn((), "prompts.no-description")
    faults = tuple(sorted(reading.faults, key=lambda fault: fault.line))
    if template is None or any(fault.severity == "error" for fault in faults):
        return None, faults
    prompt = Prompt(
        name=name,
        title=str(front.get("displayName") or front.get("name") or name),
        description=str(front.get("description") or ""),
        path=path,
        bundled=bundled,
        fingerprint=hashlib.sha256(data).hexdigest(),
        inputs=inputs,
        outputs=outputs,
        options=options,
        editor=editor,
        template=template,
    )
    return prompt, faults


def _read_properties(reading: Reading, value: Any, path: KeyPath) -> tuple[Property, ...]:
    """Inputs or outputs, as a mapping by name or as a list of items with names: Prompty has both."""
    if value is None:
        return ()
    if isinstance(value, list):
        named = [
            (str(item.get("name") or index), item, (*path, index))
            if isinstance(item, dict)
            else (str(item), {}, (*path, index))
            for index, item in enumerate(value)
        ]
    else:
        named = [(key, item, (*path, key)) for key, item in reading.table(value, path).items()]
    return tuple(_read_property(reading, name, item, where) for name, item, where in named)


def _read_property(reading: Reading, name: str, value: Any, path: KeyPath) -> Property:
    if not isinstance(value, dict):
        # Shorthand: the value is an example, and tells the kind.
        return Property(name, _kind_of(value))
    reading.expect_keys(value, PROPERTY_KEYS, path)
    written = value.get("kind", value.get("type", "string"))
    if written not in KINDS:
        reading.error(
            (*path, "kind"), "prompts.unknown-kind", kind=str(written), choices=", ".join(sorted({*KINDS.values()}))
        )
    choices = value.get("enumValues", value.get("enum")) or ()
    if not isinstance(choices, (list, tuple)):
        reading.error((*path, "enumValues"), "prompts.expected-list", key=_dotted((*path, "enumValues")))
        choices = ()
    kind: Any = KINDS.get(written, "string")
    return Property(
        name=name,
        kind=kind,
        description=str(value.get("description") or ""),
        default=value.get("default"),
        has_default="default" in value,
        choices=tuple(choices),
        items=_read_property(reading, "item", value["items"], (*path, "items")) if value.get("items") else None,
        properties=_read_properties(reading, value.get("properties"), (*path, "properties")),
    )


def _kind_of(value: Any) -> Any:
    if isinstance(value, bool):
        return "boolean"
    return {int: "integer", float: "number", list: "array"}.get(type(value), "string")


def _read_options(reading: Reading, model: Any) -> Mapping[str, Any]:
    """The model's options. Which model is asked, and where, is never a prompt file's to say."""
    table = reading.table(model, ("model",))
    for key in table.keys() - MODEL_KEYS:
        reading.warn(("model", key), "prompts.model-is-not-yours", key=key)
    options: dict[str, Any] = {}
    for section in ("parameters", "options"):
        for key, value in reading.table(table.get(section), ("model", section)).items():
            path = ("model", section, key)
            if key not in OPTIONS:
                near = difflib.get_close_matches(key, OPTIONS, n=1, cutoff=0.0)[0]
                reading.error(path, "prompts.unknown-key", key=_dotted(path), nearest=near)
                continue
            name, kind = OPTIONS[key]
            if isinstance(value, bool) or not isinstance(value, kind):
                reading.error(path, "prompts.wrong-type", key=_dotted(path))
                continue
            if _is_out_of_range(name, value):
                least, most = RANGES[name]
                reading.error(path, "prompts.option-range", key=_dotted(path), least=least, most=most)
                continue
            options[name] = value
    return options


def _is_out_of_range(name: str, value: Any) -> bool:
    return name in RANGES and not RANGES[name][0] <= value <= RANGES[name][1]


def _check_template_key(reading: Reading, value: Any) -> None:
    table = reading.table(value, ("template",))
    for key, wanted in (("format", "jinja2"), ("parser", "prompty")):
        told = table.get(key)
        kind = told.get("kind") if isinstance(told, dict) else told
        if kind not in (None, wanted):
            reading.error(("template", key), "prompts.template-kind", kind=str(kind), wanted=wanted)


def _check_roles(reading: Reading, template: Template) -> None:
    document = reading.document
    for line, word, near in doubtful_roles(document.template, document.template_line):
        message = Message.of("prompts.doubtful-role", word=word, nearest=near)
        reading.faults.append(Fault(line, "warning", message))
    if not any(message.role == "user" for message in template.messages):
        reading.faults.append(Fault(document.template_line, "error", Message.of("prompts.no-user-message")))


def _check_variables(reading: Reading, template: Template, inputs: tuple[Property, ...]) -> None:
    declared = {item.name for item in inputs}
    for name in sorted(template.variables - declared - {"boundary"}):
        for line in lines_using(template, name)[:1] or [reading.document.template_line]:
            if name in KNOWN_INPUTS:
                reading.faults.append(Fault(line, "warning", Message.of("prompts.undeclared", name=name)))
            else:
                near = difflib.get_close_matches(name, sorted(declared | KNOWN_INPUTS), n=1, cutoff=0.0)[0]
                message = Message.of("prompts.unknown-variable", name=name, nearest=near)
                reading.faults.append(Fault(line, "error", message))
    for index, item in enumerate(inputs):
        path: KeyPath = ("inputs", item.name) if ("inputs", item.name) in reading.document.lines else ("inputs", index)
        if item.name not in template.variables and item.name != "boundary":
            reading.warn(path, "prompts.unused-input", name=item.name)
        elif item.name not in KNOWN_INPUTS and not item.has_default:
            reading.error(path, "prompts.nobody-provides", name=item.name)
