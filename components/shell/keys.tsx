"use client";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, useEffect, useEffectEvent, useRef } from "react";
import { buttonStyle } from "@/components/ui/button-style";
// Listens to the keyboard for the whole desk. The palette and the list of shortcuts are loaded when they are opened.
import { mayLeave } from "@/components/ui/leave-guard";
import { LoadBoundary } from "@/components/ui/load-boundary";
import type { ShownPage } from "./desk-pages";
import { type KeyCommand, parseKey } from "./key-parser";
import { open, useOverlay } from "./overlay-state";
import { hasDialog, isTyping, moveToRow, runPageShortcut } from "./page-shortcuts";
import type { ShellActions } from "./shell-actions";

const Palette = lazy(() => import("./palette").then((file) => ({ default: file.Palette })));
const ShortcutDialog = lazy(() =>
  import("./shortcut-dialog").then((file) => ({ default: file.ShortcutDialog })),
);

export type KeysProps = {
  /** The pages that the person may see, in the order of the menu. */
  pages: readonly ShownPage[];
  actions: ShellActions;
  /** The person wants no keys of one character. */
  isOff: boolean;
  /** Returns the presses that came before this was loaded, once. */
  takeEarly: () => KeyboardEvent[];
};

/** How long `g` waits for its letter. */
const goMs = 1_500;

export function Keys({ pages, actions, isOff, takeEarly }: KeysProps) {
  const router = useRouter();
  const opened = useOverlay();
  const path = usePathname();
  const shown = useRef(path);
  const isLanding = useRef(false);
  const wentAt = useRef(Number.NEGATIVE_INFINITY);

  function follow(what: KeyCommand): boolean {
    switch (what.kind) {
      case "palette":
      case "help":
        open(what.kind);
        return true;
      case "go":
        wentAt.current = performance.now();
        return false;
      case "page": {
        const page = pages.find(({ letter }) => letter === what.letter);
        if (page) goTo(page.href);
        return page !== undefined;
      }
      case "row":
        return moveToRow(what.by);
      case "action":
        return runPageShortcut(what.key);
      case "nothing":
        return false;
    }
  }

  function goTo(href: string) {
    if (!mayLeave()) return;
    isLanding.current = true;
    router.push(href);
  }

  // What had the focus is gone with the page: the keyboard goes on where the new one begins.
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    if (isLanding.current || document.activeElement === document.body)
      document.getElementById("main")?.focus({ preventScroll: true });
    isLanding.current = false;
  }, [path]);

  /** Returns what the press asked for, or null where it belongs to others. */
  const onKey = useEffectEvent((event: KeyboardEvent, isEarly: boolean): KeyCommand["kind"] | null => {
    if (event.defaultPrevented && !isEarly) return null;
    const onRow = event.target instanceof HTMLElement && event.target.hasAttribute("data-row");
    if (onRow && (event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey && !event.metaKey) {
      if (moveToRow(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
      return null;
    }
    const afterGo = performance.now() - wentAt.current < goMs;
    const state = {
      isTyping: isTyping(event.target),
      isOff: isOff || opened !== null || hasDialog(),
      afterGo,
    };
    const what = parseKey(event, state);
    if (what.kind !== "nothing") wentAt.current = Number.NEGATIVE_INFINITY;
    if (what.kind === "palette" && (opened !== null || hasDialog())) {
      // The browser's own search of this key would take the focus out of the dialog.
      event.preventDefault();
      return null;
    }
    if (follow(what)) event.preventDefault();
    return what.kind;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => void onKey(event, false);
    for (const press of takeEarly()) {
      const kind = onKey(press, true);
      // What follows was meant for the dialog that opens.
      if (kind === "palette" || kind === "help") break;
    }
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [takeEarly]);

  const close = () => open(null);
  return (
    <LoadBoundary
      key={opened}
      isWanted={opened !== null}
      whileLoading={null}
      failed={<CannotLoad onClose={close} />}
    >
      {opened === "palette" && <Palette pages={pages} actions={actions} onGo={goTo} onClose={close} />}
      {opened === "help" && <ShortcutDialog pages={pages} isOff={isOff} onClose={close} />}
    </LoadBoundary>
  );
}

/** The connection is lost, or the desk is of a newer build than this page. */
function CannotLoad({ onClose }: { onClose: () => void }) {
  const t = useTranslations("keys");
  return (
    <div
      role="alert"
      className="fixed right-4 bottom-4 left-4 z-50 flex items-center justify-between gap-3 rounded-lg border border-line bg-raised px-4 py-3 shadow-float sm:left-auto"
    >
      <p>{t("cannotLoad")}</p>
      <button type="button" onClick={onClose} className={buttonStyle("secondary", "sm")}>
        {t("close")}
      </button>
    </div>
  );
}
