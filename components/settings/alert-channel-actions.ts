import type { Action } from "@/components/ui/action";
import type {
  ChannelInput,
  SaveChannelError,
  SaveChannelInput,
  SendFailureCode,
} from "@/lib/domain/alerts/channel";

export type AlertChannelActions = {
  /** Returns the signing secret of a new channel that is signed. */
  saveChannel: Action<SaveChannelInput, string | null, SaveChannelError>;
  deleteChannel: Action<ChannelInput, null, SaveChannelError>;
  /** Returns why the message did not arrive, or null. */
  testChannel: Action<ChannelInput, SendFailureCode | null, SaveChannelError>;
};
