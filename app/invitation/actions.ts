"use server";
import { publicAction } from "@/lib/auth/entry";
import { acceptInvitation } from "@/lib/auth/invitations";
import { acceptInvitationInput } from "@/lib/domain/people/person";

export const acceptInvitationAction = publicAction({ input: acceptInvitationInput, run: acceptInvitation });
