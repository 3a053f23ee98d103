package studio.backline.server.management;

/**
 * Asks what left the server.
 *
 * @param days so many, with the one that is on
 */
public record OutgoingRequest(int days) {}
