"use client";
// The open menu of a row. react-aria's Menu handles the keyboard, the focus and the screen reader.
import type { RefObject } from "react";
import { Menu, MenuItem } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { classes } from "./classes";

export type RowAction = {
  key: string;
  label: string;
  isDanger?: boolean;
  isDisabled?: boolean;
  run: () => void;
};

type RowMenuListProps = {
  button: RefObject<HTMLButtonElement | null>;
  label: string;
  actions: readonly RowAction[];
  startsAt: "first" | "last";
  /** Called before `onClose`. */
  onChoose: (action: RowAction) => void;
  onClose: () => void;
};

export function RowMenuList({ button, label, actions, startsAt, onChoose, onClose }: RowMenuListProps) {
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
        {actions.map((action) => (
          <MenuItem
            key={action.key}
            id={action.key}
            isDisabled={action.isDisabled ?? false}
            onAction={() => onChoose(action)}
            className={({ isFocused, isDisabled }) =>
              classes(
                "flex min-h-9 cursor-default items-center rounded-sm px-2.5 outline-none max-md:min-h-11",
                isFocused && (action.isDanger ? "bg-danger-soft" : "bg-accent-soft"),
                isDisabled ? "text-faint opacity-60" : action.isDanger && "text-danger",
              )
            }
          >
            {action.label}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
