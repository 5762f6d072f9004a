"use client";
// The open menu of a row. react-aria's Menu handles the keyboard, the focus and the screen reader.
import type { RefObject } from "react";
import { Menu, MenuItem } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { classes } from "./classes";

export type RowAct = {
  key: string;
  label: string;
  isDanger?: boolean;
  isDisabled?: boolean;
  run: () => void;
};

type RowMenuListProps = {
  button: RefObject<HTMLButtonElement | null>;
  label: string;
  acts: readonly RowAct[];
  startsAt: "first" | "last";
  /** Called before `onClose`. */
  onChoose: (act: RowAct) => void;
  onClose: () => void;
};

export function RowMenuList({ button, label, acts, startsAt, onChoose, onClose }: RowMenuListProps) {
  return (
    <Popover
      triggerRef={button}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      placement="bottom end"
      offset={4}
      className="min-w-44 rounded-md bg-surface text-ink shadow-float outline-none"
    >
      <Menu aria-label={label} autoFocus={startsAt} onClose={onClose} className="p-1 outline-none">
        {acts.map((act) => (
          <MenuItem
            key={act.key}
            id={act.key}
            isDisabled={act.isDisabled ?? false}
            onAction={() => onChoose(act)}
            className={({ isFocused, isDisabled }) =>
              classes(
                "flex min-h-9 cursor-default items-center rounded-sm px-2.5 outline-none max-md:min-h-11",
                isFocused && (act.isDanger ? "bg-danger-soft" : "bg-accent-soft"),
                isDisabled ? "text-faint opacity-60" : act.isDanger && "text-danger",
              )
            }
          >
            {act.label}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
