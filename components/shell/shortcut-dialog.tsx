"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import type { ShownPage } from "./desk-pages";
import { type PageShortcut, pageShortcuts } from "./page-shortcuts";

type ShortcutDialogProps = { pages: readonly ShownPage[]; isOff: boolean; onClose: () => void };

export function ShortcutDialog({ pages, isOff, onClose }: ShortcutDialogProps) {
  const t = useTranslations("keys");
  // Read when the dialog opens, because nothing behind the dialog can be reached.
  const [here] = useState<PageShortcut[]>(pageShortcuts);
  return (
    <Dialog isOpen mayClose onClose={onClose} title={t("title")}>
      <div className="-mt-8 flex justify-end">
        <button
          type="button"
          aria-label={t("close")}
          onClick={onClose}
          className="grid size-9 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink"
        >
          <X className="size-4.5" aria-hidden="true" />
        </button>
      </div>
      {isOff && (
        <p className="mt-3 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          {t.rich("off", {
            account: (labels) => (
              <a href="/account#keys" className="font-semibold underline">
                {labels}
              </a>
            ),
          })}
        </p>
      )}
      <Group title={t("everywhere")}>
        <Line name={t("palette")} keys={["Ctrl/⌘", "K"]} />
        <Line name={t("help")} keys={["?"]} />
      </Group>
      {here.length > 0 && (
        <Group title={t("here")}>
          {here.map(({ key, name }) => (
            <Line key={key} name={name} keys={[key]} />
          ))}
        </Group>
      )}
      <Group title={t("lists")}>
        <Line name={t("nextRow")} keys={["J"]} />
        <Line name={t("previousRow")} keys={["K"]} />
        <Line name={t("openRow")} keys={["Enter"]} />
        <Line name={t("fromSearch")} keys={["↓", "Esc"]} />
        <Line name={t("onlyResult")} keys={["Enter"]} />
      </Group>
      <Group title={t("pages")}>
        {pages.map(({ name, label, letter }) => (
          <Line key={name} name={label} keys={["G", letter]} />
        ))}
      </Group>
    </Dialog>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-4">
      <h3 className="text-xs font-semibold text-faint">{title}</h3>
      <dl className="mt-1 divide-y divide-line">{children}</dl>
    </section>
  );
}

function Line({ name, keys }: { name: string; keys: readonly string[] }) {
  return (
    <div className="flex items-center justify-between gap-4 py-1.5">
      <dt>{name}</dt>
      <dd className="flex shrink-0 gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key.length === 1 ? key.toUpperCase() : key}</Kbd>
        ))}
      </dd>
    </div>
  );
}
