"use server";
import { action } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { recordChannelDeletion } from "@/lib/db/alerts/record-channels";
import { channelInput, saveChannelInput } from "@/lib/domain/alerts/channel";
import { saveChannel, testChannel } from "@/lib/notifications/channels";

export const saveChannelAction = action({
  permission: "settings:manage",
  input: saveChannelInput,
  needsConfirmation: true,
  run: (actor, input) => saveChannel(appContext(), actor, input),
});

export const deleteChannelAction = action({
  permission: "settings:manage",
  input: channelInput,
  needsConfirmation: true,
  run: (actor, input) => recordChannelDeletion(appContext().database.db, actor, input),
});

export const testChannelAction = action({
  permission: "settings:manage",
  input: channelInput,
  run: (actor, input) => testChannel(appContext(), actor, input),
});
