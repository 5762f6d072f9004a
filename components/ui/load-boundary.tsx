"use client";
// Part of a page that loads on demand. If loading fails, the rest of the page and the typed text stay.
import { Component, type ReactNode, Suspense } from "react";

type LoadBoundaryProps = {
  children: ReactNode;
  /** False on the server and until hydration: a part that hydrates late would lose text that was typed before. */
  isWanted: boolean;
  whileLoading: ReactNode;
  failed: ReactNode;
};

export class LoadBoundary extends Component<LoadBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (this.state.hasFailed) return this.props.failed;
    const { children, isWanted, whileLoading } = this.props;
    return isWanted ? <Suspense fallback={whileLoading}>{children}</Suspense> : whileLoading;
  }
}
