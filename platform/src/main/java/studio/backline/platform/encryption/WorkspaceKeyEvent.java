package studio.backline.platform.encryption;

import studio.backline.contract.tenancy.WorkspaceId;

/**
 * A workspace's key came or went; published for modules above, audit among them.
 *
 * @param workspace whose key
 * @param change what happened to it
 */
public record WorkspaceKeyEvent(WorkspaceId workspace, Change change) {

    /** What happened to it. */
    public enum Change {
        /** It was made. */
        CREATED,
        /** Another one seals; the former opens what it sealed. */
        ROTATED,
        /** Nothing is known to be sealed with a former one. */
        RETIRED,
        /** A retired one was destroyed; those that are in use stay. */
        FORMER_DESTROYED,
        /** It was destroyed, and with it all that was sealed under it. */
        DESTROYED
    }
}
