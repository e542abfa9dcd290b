"""`prompts`: the prompt files, listed, shown, made, checked, and rendered without sending anything."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from editor_tui.cli.exit_codes import FOUND
from editor_tui.cli.output import Output
from editor_tui.cli.steps import add_steps
from editor_tui.errors import PromptError, UsageError
from editor_tui.messages import Message
from editor_tui.messages.complaints import system_complaint
from editor_tui.prompts.library import is_prompt_name, own_prompt
from editor_tui.prompts.reading import Fault
from editor_tui.text.clean import clean
from editor_tui.text.width import fit
from editor_tui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from editor_tui.llm.protocol import Request
    from editor_tui.llm.tokens import TokenCounter
    from editor_tui.prompts.prompt import Prompt


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    add = add_steps(parser, "prompts.")
    add("list")
    add("show").add_argument("name", metavar="NAME", help=say("prompts.name-help"))
    new = add("new")
    new.add_argument("name", metavar="NAME", help=say("prompts.new-name-help"))
    new.add_argument("--fills", metavar="KEY", default="", help=say("prompts.fills-help"))
    add("check").add_argument("names", nargs="*", metavar="NAME", help=say("prompts.names-help"))
    render = add("render")
    render.add_argument("name", metavar="NAME", help=say("prompts.name-help"))
    render.add_argument("paths", nargs="*", metavar="PATH", help=say("prompts.path-help"))


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    steps = {"list": _list, "show": _show, "new": _new, "check": _check, "render": _render}
    return steps[arguments.step](arguments, workspace, output)


def _list(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    for name in workspace.prompts.names():
        prompt, _ = workspace.prompts.read(name)
        if arguments.json:
            output.json(_as_json(name, prompt, str(workspace.prompts.path_of(name))))
        elif prompt is None:
            output.line(f"{fit(name, 16)} {output.style(output.text('prompts.broken', name=name), 'red')}")
        else:
            fills = ", ".join(prompt.editor.fills.values()) or "—"
            whose = output.text("prompts.bundled" if prompt.bundled else "prompts.own")
            about = clean(f"{fit(fills, 16)} {fit(whose, 8)} {prompt.description}")
            output.line(f"{output.style(fit(name, 16), 'bold')} {about}")
    return 0


def _as_json(name: str, prompt: Prompt | None, path: str) -> dict[str, Any]:
    if prompt is None:
        return {"name": name, "path": path, "usable": False}
    return {
        "name": name,
        "path": path,
        "usable": True,
        "bundled": prompt.bundled,
        "title": prompt.title,
        "description": prompt.description,
        "fills": dict(prompt.editor.fills),
        "inputs": [item.name for item in prompt.inputs],
        "outputs": [item.name for item in prompt.outputs],
        "options": dict(prompt.options),
    }


def _show(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    path, text = workspace.prompts.path_of(arguments.name), workspace.prompts.text_of(arguments.name)
    if arguments.json:
        prompt, _ = workspace.prompts.read(arguments.name)
        output.json(_as_json(arguments.name, prompt, str(path)) | {"text": text})
        return 0
    output.say("prompts.file", path=str(path))
    output.raw(text)
    return 0


def _new(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    path = own_prompt(workspace.root, arguments.name)
    folder = path.parent
    if not is_prompt_name(arguments.name):
        raise UsageError(Message.of("prompts.bad-name", name=arguments.name))
    key = arguments.fills or arguments.name.replace("-", "_")
    is_closed = key == "categories" or key in workspace.settings.choices
    text = output.text("prompts.new-list-file" if is_closed else "prompts.new-file", name=arguments.name, key=key)
    try:
        if folder in workspace.prompts.misplaced:
            raise PromptError(str(folder), Message.of("prompts.misplaced"))
        folder.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(Message.of("prompts.exists", path=str(path))) from error
    except OSError as error:
        raise PromptError(str(path), Message.of("prompts.not-written", detail=system_complaint(error))) from error
    if arguments.json:
        output.json({"path": str(path)})
    else:
        output.line(clean(str(path)))
    output.say("prompts.made", name=arguments.name)
    return 0


def _check(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    library = workspace.prompts
    names = arguments.names or library.names(helpers=True)
    errors = 0
    for path in library.misplaced:
        _print_fault(str(path), Fault(1, "warning", Message.of("prompts.misplaced")), arguments, output)
    for name in names:
        path = library.path_of(name)
        for fault in library.read(name)[1]:
            errors += fault.severity == "error"
            _print_fault(str(path), fault, arguments, output)
    output.say("prompts.checked", count=len(names), errors=errors)
    return FOUND if errors else 0


def _print_fault(path: str, fault: Fault, arguments: argparse.Namespace, output: Output) -> None:
    words = output.words(fault.message)
    if arguments.json:
        output.json({"path": path, "line": fault.line, "severity": fault.severity, "message": words})
        return
    severity = output.text(f"prompts.{fault.severity}")
    color = "red" if fault.severity == "error" else "yellow"
    output.line(f"{output.style(f'{path}:{fault.line}', 'bold')}: {output.style(severity, color)}: {clean(words)}")


def _render(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    """Prints what would be sent for each draft, the first one where none is named. Nothing is sent."""
    from editor_tui.llm.tokens import counter_for

    counter = counter_for(workspace.settings.model.name, workspace.environment)
    paths = workspace.paths(arguments.paths)
    for path in paths if arguments.paths else paths[:1]:
        requests = workspace.requests(arguments.name, workspace.read(path))
        if not requests:
            output.say("prompts.nothing-to-send", path=path)
        for number, request in enumerate(requests, start=1):
            if arguments.json:
                output.json(_request_json(path, request, counter) | {"request": number, "requests": len(requests)})
            else:
                _print_request(request, f"{path} ({number}/{len(requests)})" if len(requests) > 1 else path, output)
                about = "prompts.tokens-exact" if counter.exact else "prompts.tokens-about"
                output.say(about, path=path, count=counter.size_of(request).tokens)
    return 0


def _request_json(path: str, request: Request, counter: TokenCounter) -> dict[str, Any]:
    return {
        "path": path,
        "messages": [{"role": role, "content": text} for role, text in request.messages],
        "options": dict(request.options),
        "schema": request.schema,
        "tokens": counter.size_of(request).tokens,
        "exact": counter.exact,
    }


def _print_request(request: Request, place: str, output: Output) -> None:
    output.line(output.style(place, "dim"))
    for role, text in request.messages:
        output.line(output.style(f"{role}:", "bold", "cyan"))
        output.line(clean(text, lines=True))
        output.line()
    if request.schema is not None:
        output.line(output.style("response_format:", "bold", "cyan"))
        output.line(output.style(json.dumps(request.schema, ensure_ascii=False)))
        output.line()
