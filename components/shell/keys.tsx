"use client";
import { usePathname, useRouter } from "next/navigation";
import { lazy, startTransition, useEffect, useEffectEvent, useRef, useState } from "react";
import { isDeskUpdated } from "@/components/ui/desk-updated";
import { mayLeave } from "@/components/ui/leave-guard";
import { LoadBoundary } from "@/components/ui/load-boundary";
import { endOverlay, open, useOverlay } from "@/components/ui/overlay-state";
import type { ConfirmationDialogProps } from "./confirmation-dialog";
import type { ShownPage } from "./desk-pages";
import { isOfInputMethod, type KeyCommand, parseKey } from "./key-parser";
import { KeysNotice } from "./keys-notice";
import { hasDialog, isSearchBox, isTyping, moveToRow, runPageShortcut, textIn } from "./page-shortcuts";
import { moveBySearchKey, openOnlyResult } from "./search-keys";
import type { ShellActions } from "./shell-actions";
import { endTypingAhead, typeAhead } from "./typed-ahead";

// The overlays load when they open.
const Palette = lazy(() => import("./palette").then((file) => ({ default: file.Palette })));
const ConfirmationDialog = lazy(() =>
  import("./confirmation-dialog").then((file) => ({ default: file.ConfirmationDialog })),
);
const ShortcutDialog = lazy(() =>
  import("./shortcut-dialog").then((file) => ({ default: file.ShortcutDialog })),
);

export type KeysProps = {
  /** Pages that the person may see, in the order of the menu. */
  pages: readonly ShownPage[];
  actions: ShellActions;
  /** Single-character keys are switched off. */
  isOff: boolean;
  /** Returns, once, the key presses before this component was loaded. */
  takeEarly: () => KeyboardEvent[];
  confirmation: Omit<ConfirmationDialogProps, "onAnswer">;
};

function typeEarly(press: KeyboardEvent): void {
  const { activeElement: box } = document;
  if (!isSearchBox(box)) typeAhead(press);
  else if (press.target !== box && press.key.length === 1) {
    box.setRangeText(press.key, box.selectionStart ?? 0, box.selectionEnd ?? 0, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Time (milliseconds) for the letter after `g`. */
const goMs = 1_500;

export function KeyboardShortcuts({ pages, actions, isOff, takeEarly, confirmation }: KeysProps) {
  const router = useRouter();
  const overlay = useOverlay();
  const path = usePathname();
  const shown = useRef(path);
  const isLanding = useRef(false);
  const wentAt = useRef(Number.NEGATIVE_INFINITY);
  /** The search box after the last Enter or `/`, as it was then. */
  const searched = useRef<({ box: HTMLInputElement } & ReturnType<typeof textIn>) | null>(null);
  const [isOutdated, setOutdated] = useState(false);

  function follow(command: KeyCommand): boolean {
    switch (command.kind) {
      case "palette":
      case "help":
        open(command.kind);
        return true;
      case "go":
        wentAt.current = performance.now();
        return false;
      case "page": {
        const page = pages.find(({ letter }) => letter === command.letter);
        if (page) goTo(page.href);
        return page !== undefined;
      }
      case "row":
        return moveToRow(command.by);
      case "action":
        return runShortcut(command.key);
      case "nothing":
        return false;
    }
  }

  function goTo(href: string) {
    if (!mayLeave()) return;
    isLanding.current = true;
    router.push(href);
  }

  /** Runs an action of the palette, which is closed by then. */
  function runAction(run: () => Promise<void>) {
    startTransition(() =>
      run().catch((cause: unknown) => {
        if (!isDeskUpdated(cause)) throw cause;
        setOutdated(true);
      }),
    );
  }

  // The focused element is gone with the old page: the focus moves to the start of the new page.
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    if (isLanding.current || document.activeElement === document.body)
      document.getElementById("main")?.focus({ preventScroll: true });
    isLanding.current = false;
  }, [path]);

  function runShortcut(key: string): boolean {
    if (!runPageShortcut(key)) return false;
    const { activeElement: box } = document;
    if (isSearchBox(box)) searched.current = { box, ...textIn(box) };
    return true;
  }

  /** Notes a search by Enter. Returns whether the press is a `/` in a box that is as Enter or `/` left it, or all selected. */
  function isAfterSearch(event: KeyboardEvent, isEarly: boolean): boolean {
    const { target: box, key } = event;
    if (!isSearchBox(box)) return false;
    if (key === "Enter" && !isOfInputMethod(event)) searched.current = { box, ...textIn(box) };
    // The browser has applied an early press already.
    else if (isEarly) searched.current = null;
    if (key !== "/" || searched.current?.box !== box) return false;
    const { text, selected } = textIn(box);
    const isUnchanged = text !== "" && text === searched.current.text;
    return isUnchanged && (selected === searched.current.selected || selected === "all");
  }

  /** Runs the command of a key press and returns its kind, or null where the press belongs to other code. */
  const onKey = useEffectEvent((event: KeyboardEvent, isEarly: boolean): KeyCommand["kind"] | null => {
    if (event.defaultPrevented && !isEarly) return null;
    if (overlay === "palette" && typeAhead(event)) {
      event.preventDefault();
      return null;
    }
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !isOfInputMethod(event);
    if (isPlain && moveBySearchKey(event)) {
      event.preventDefault();
      return null;
    }
    if (isPlain && event.key === "Enter" && isSearchBox(event.target)) openOnlyResult(event.target.value);
    const afterGo = performance.now() - wentAt.current < goMs;
    const state = {
      isTyping: !isAfterSearch(event, isEarly) && isTyping(event.target),
      isOff: isOff || overlay !== null || hasDialog(),
      afterGo,
    };
    const command = parseKey(event, state);
    if (command.kind !== "nothing") wentAt.current = Number.NEGATIVE_INFINITY;
    if (command.kind === "palette" && (overlay !== null || hasDialog())) {
      // The browser's own search with this key would take the focus out of the dialog.
      event.preventDefault();
      return null;
    }
    if (follow(command)) event.preventDefault();
    return command.kind;
  });
  /** What follows the palette's key or `/` is text. */
  const onEarlyKeys = useEffectEvent((presses: readonly KeyboardEvent[]) => {
    let isText = overlay === "palette";
    for (const press of presses) {
      if (isText) {
        typeEarly(press);
        continue;
      }
      const kind = onKey(press, true);
      if (kind === "help") return;
      isText = kind === "palette" || (kind === "action" && isSearchBox(document.activeElement));
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => void onKey(event, false);
    onEarlyKeys(takeEarly());
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [takeEarly]);

  const close = () => {
    endTypingAhead();
    endOverlay();
  };
  return (
    <>
      <LoadBoundary
        key={overlay}
        isWanted={overlay !== null}
        whileLoading={null}
        failed={<KeysNotice reason="cannotLoad" onClose={close} />}
      >
        {overlay === "palette" && (
          <Palette pages={pages} actions={actions} onGo={goTo} onRun={runAction} onClose={close} />
        )}
        {overlay === "confirmation" && <ConfirmationDialog {...confirmation} onAnswer={endOverlay} />}
        {overlay === "help" && <ShortcutDialog pages={pages} isOff={isOff} onClose={close} />}
      </LoadBoundary>
      {isOutdated && <KeysNotice reason="deskUpdated" onClose={() => setOutdated(false)} />}
    </>
  );
}
