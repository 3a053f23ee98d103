package studio.backline.platform.files.content;

import studio.backline.contract.files.FileRefusedException;
import studio.backline.contract.files.FileRefusedException.Reason;

/**
 * How much a workspace may hold.
 *
 * @param used bytes that it holds
 * @param quota bytes that it may hold
 */
record Allowance(long used, long quota) {

    void require(long more) throws FileRefusedException {
        if (used + more > quota) {
            throw new FileRefusedException(
                    Reason.QUOTA_REACHED,
                    used + more,
                    quota,
                    "The workspace holds %d bytes of files and may hold %d."
                            .formatted(used, quota));
        }
    }
}
