"use client";
// The desk has a newer build than this page: its server does not know the page's action and has run nothing.
import { unstable_isUnrecognizedActionError } from "next/navigation";
import { Component, type ReactNode } from "react";

/** Returns whether a call of a server action failed because the server does not know the action. */
export const isDeskUpdated: (cause: unknown) => boolean = unstable_isUnrecognizedActionError;

type BoundaryProps = { children: ReactNode; notice: ReactNode };

/** Shows `notice` in place of forms whose action the server does not know. Any other error goes to the next boundary. */
export class DeskUpdatedBoundary extends Component<BoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (isDeskUpdated(error)) return this.props.notice;
    throw error;
  }
}
