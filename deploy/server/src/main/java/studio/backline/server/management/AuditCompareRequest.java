package studio.backline.server.management;

/**
 * Asks whether a chain is still what a checkpoint says.
 *
 * @param kept the checkpoint, or the letter that it came in
 */
public record AuditCompareRequest(String kept) {}
