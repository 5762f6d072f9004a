"use client";
// Command palette: one field for any id, page or action. react-aria handles the keyboard, the input method and the screen
// reader; the results are a menu below the field.
import { ClipboardPaste } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Collection } from "react-aria-components/Collection";
import { Dialog } from "react-aria-components/Dialog";
import { Header } from "react-aria-components/Header";
import { Input } from "react-aria-components/Input";
import { Menu, MenuItem, MenuSection } from "react-aria-components/Menu";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { TextField } from "react-aria-components/TextField";
import { classes } from "@/components/ui/classes";
import { Kbd } from "@/components/ui/kbd";
import { Spinner } from "@/components/ui/spinner";
import type { ShownPage } from "./desk-pages";
import type { Item, Section } from "./items";
import { isOfInputMethod } from "./key-parser";
import type { ShellActions } from "./shell-actions";
import { endTypingAhead, takeTypedAhead } from "./typed-ahead";
import { usePaletteItems } from "./use-palette-items";

type PaletteProps = {
  pages: readonly ShownPage[];
  actions: ShellActions;
  onGo: (href: string) => void;
  onRun: (action: () => Promise<void>) => void;
  onClose: () => void;
};

export function Palette({ onClose, ...props }: PaletteProps) {
  const t = useTranslations("palette");
  const [text, setText] = useState("");
  const { sections, news, isAsking, openFirst } = usePaletteItems(text, { ...props, onClose });
  const [isUnreadable, setUnreadable] = useState(false);
  useEffect(() => {
    const typed = takeTypedAhead();
    if (typed !== "") setText(typed);
    return endTypingAhead;
  }, []);

  async function paste() {
    const pasted = await readClipboard();
    setUnreadable(pasted === null);
    if (pasted !== null) setText(pasted.trim().slice(0, longestPaste));
  }

  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className="fixed inset-0 z-50 flex items-start justify-center bg-[#0b0e1480] sm:p-6 sm:pt-[12dvh]"
    >
      <Modal className="overlay-in w-full sm:max-w-144">
        <Dialog
          aria-label={t("title")}
          className="flex max-h-dvh flex-col overflow-hidden bg-surface shadow-float outline-none max-sm:h-dvh sm:max-h-[70dvh] sm:rounded-xl"
        >
          <Autocomplete inputValue={text} onInputChange={setText}>
            <div className="flex items-center gap-2 border-b border-line px-4">
              <TextField aria-label={t("title")} autoFocus className="min-w-0 grow">
                <Input
                  placeholder={t("placeholder")}
                  maxLength={longestPaste}
                  spellCheck={false}
                  autoComplete="off"
                  autoCapitalize="none"
                  onKeyDownCapture={(event) => {
                    if (isOfInputMethod(event.nativeEvent)) event.stopPropagation();
                    else if (event.key === "Enter" && isAsking) openFirst();
                  }}
                  className="h-13 w-full bg-transparent text-ink outline-none placeholder:text-faint"
                />
              </TextField>
              {isAsking && <Spinner className="size-4 shrink-0 text-faint" />}
              <button
                type="button"
                onClick={() => void paste()}
                className="inline-flex min-h-9 shrink-0 items-center gap-1.5 rounded-md px-2 text-sm text-muted hover:bg-sunken hover:text-ink"
              >
                <ClipboardPaste className="size-4" aria-hidden="true" />
                <span className="max-sm:sr-only">{t("paste")}</span>
              </button>
              <button
                type="button"
                onClick={onClose}
                className="min-h-9 shrink-0 rounded-md px-2 text-sm text-muted hover:bg-sunken hover:text-ink sm:hidden"
              >
                {t("close")}
              </button>
            </div>
            <p role="status" className="px-4 text-sm text-muted not-empty:py-2.5">
              {isUnreadable ? t("unreadable") : news}
            </p>

            <section
              aria-label={t("found")}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable without a pointer.
              tabIndex={0}
              className="min-h-0 grow overflow-y-auto -outline-offset-2"
            >
              <Menu aria-label={t("found")} items={sections} className="px-2 pb-2 outline-none empty:hidden">
                {(section: Section) => (
                  <MenuSection id={section.key}>
                    <Header className="px-2.5 pt-3 pb-1 text-xs font-semibold text-faint">
                      {section.title}
                    </Header>
                    <Collection items={section.items}>
                      {(item) => <Line key={item.key} item={item} />}
                    </Collection>
                  </MenuSection>
                )}
              </Menu>
            </section>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Line({ item }: { item: Item }) {
  return (
    <MenuItem
      id={item.key}
      textValue={item.label}
      onAction={item.run}
      className={({ isFocused }) =>
        classes(
          "flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-2.5 py-1.5 outline-none",
          isFocused && "bg-accent-soft",
        )
      }
    >
      <span className="min-w-0 grow">
        <span className="block truncate">{item.label}</span>
        {item.aside && <span className="block truncate text-xs text-muted">{item.aside}</span>}
      </span>
      {item.keys && (
        <span className="flex shrink-0 gap-1 max-sm:hidden">
          {item.keys.map((key) => (
            <Kbd key={key}>{key.toUpperCase()}</Kbd>
          ))}
        </span>
      )}
    </MenuItem>
  );
}

const longestPaste = 200;

/** Returns the text of the clipboard, only on the person's request; null where the browser or the person refuses. */
async function readClipboard(): Promise<string | null> {
  if (!navigator.clipboard?.readText) return null;
  return navigator.clipboard.readText().catch(() => null);
}
