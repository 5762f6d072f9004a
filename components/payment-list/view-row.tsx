"use client";
import { Check, Pencil, Trash2, TriangleAlert, Users } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { type Refusal, useAction } from "@/components/ui/use-action";
import type { SavedView, SavedViewError } from "@/lib/domain/payment/saved-view";
import { chooseView } from "./chosen-view";
import { NameForm } from "./name-form";
import type { ViewActions } from "./view-actions";

type ViewRowProps = Pick<ViewActions, "editView" | "deleteView"> & {
  view: SavedView;
  state: "shown" | "changed" | "other";
  mayShare: boolean;
  path: string;
  signInHref: string;
};

export function ViewRow({ view, state, mayShare, path, signInHref, editView, deleteView }: ViewRowProps) {
  const { id, name, isMine, shared, mayDelete } = view;
  const t = useTranslations("views");
  const common = useTranslations("common");
  const router = useRouter();
  const [mode, setMode] = useState<"plain" | "naming" | "deleting">("plain");
  const [refusal, setRefusal] = useState<Refusal<SavedViewError> | null>(null);
  const edit = useAction(editView);
  const remove = useAction(deleteView);

  // The element with the focus is gone after renaming or after the answer to the question.
  const link = useRef<HTMLAnchorElement>(null);
  const wasPlain = useRef(true);
  useEffect(() => {
    if (mode === "plain" && !wasPlain.current) link.current?.focus();
    wasPlain.current = mode === "plain";
  }, [mode]);

  function follow(outcome: Awaited<ReturnType<typeof edit.run>>): boolean {
    if (outcome.kind === "running") return false;
    setRefusal(outcome.kind === "refused" ? outcome.refusal : null);
    router.refresh();
    return outcome.kind === "done";
  }
  async function change(input: { name: string } | { shared: boolean }): Promise<boolean> {
    const isDone = follow(await edit.run({ id, ...input }));
    if (isDone) setMode("plain");
    return isDone;
  }
  async function takeAway() {
    if (follow(await remove.run({ id }))) link.current?.closest<HTMLElement>("[data-views]")?.focus();
  }
  return (
    <li className="rounded-md px-1 py-0.5 hover:bg-hover">
      {mode === "naming" ? (
        <NameForm
          label={t("name")}
          button={t("rename")}
          initial={name}
          isPending={edit.isPending}
          onName={(typed) => change({ name: typed })}
          onCancel={() => setMode("plain")}
        />
      ) : (
        <div className="flex items-center gap-0.5">
          <Link
            ref={link}
            href={view.query === "" ? path : `${path}?${view.query}`}
            aria-current={state === "shown" ? "true" : undefined}
            onClick={(event) => {
              chooseView(id);
              event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
            }}
            className={`flex min-h-9 min-w-0 grow items-center gap-1.5 rounded-sm px-1 ${state === "shown" ? "font-semibold text-accent" : ""}`}
          >
            <span className="truncate">{name}</span>
            {state === "shown" && <Check className="size-4 shrink-0" aria-hidden="true" />}
            {state === "changed" && <span className="shrink-0 text-xs text-warn">{t("changed")}</span>}
            {isMine && shared && <span className="shrink-0 text-xs text-faint">{t("sharedMark")}</span>}
            {!isMine && (
              <span className="ml-auto max-w-24 shrink-0 truncate text-xs text-faint">
                {view.ownerName ?? t("formerMember")}
              </span>
            )}
          </Link>
          {isMine && (mayShare || shared) && (
            <IconButton
              label={t(shared ? "unshareOf" : "shareOf", { name })}
              isPressed={shared}
              onPress={() => void change({ shared: !shared })}
            >
              <Users className="size-4" aria-hidden="true" />
            </IconButton>
          )}
          {isMine && (
            <IconButton label={t("renameOf", { name })} onPress={() => setMode("naming")}>
              <Pencil className="size-4" aria-hidden="true" />
            </IconButton>
          )}
          {mayDelete && (
            <IconButton label={t("deleteOf", { name })} onPress={() => setMode("deleting")}>
              <Trash2 className="size-4" aria-hidden="true" />
            </IconButton>
          )}
        </div>
      )}
      {view.problems.length > 0 && (
        <p className="flex items-center gap-1 px-1 pb-1 text-xs text-warn">
          <TriangleAlert className="size-3.5 shrink-0" aria-hidden="true" />
          {t("notUnderstood")}
        </p>
      )}
      {mode === "deleting" && (
        <div className="flex flex-wrap items-center justify-between gap-2 px-1 pb-1.5">
          <span className="text-sm">{t(shared ? "deleteSharedSure" : "deleteSure")}</span>
          <span className="flex gap-1.5">
            <Button size="sm" onPress={() => setMode("plain")} takesFocus>
              {t("cancel")}
            </Button>
            <Button
              size="sm"
              variant="danger"
              isPending={remove.isPending}
              pendingLabel={common("working")}
              onPress={() => void takeAway()}
            >
              {t("delete")}
            </Button>
          </span>
        </div>
      )}
      <FormAlert refusal={refusal} labels={(code) => t(`error.${code}`)} signInHref={signInHref} />
    </li>
  );
}

type IconButtonProps = {
  label: string;
  isPressed?: boolean;
  onPress: () => void;
  children: React.ReactNode;
};

function IconButton({ label, isPressed, onPress, children }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isPressed}
      title={label}
      onClick={onPress}
      className={`grid size-8 shrink-0 place-items-center rounded-sm hover:bg-sunken hover:text-ink ${isPressed ? "text-accent" : "text-faint"}`}
    >
      {children}
    </button>
  );
}
