package studio.backline.platform.outbound.probe;

/**
 * What became of asking for a WebSocket (RFC 6455, section 4).
 *
 * @param status of the answer; 101 when it was granted
 * @param granted whether the answer proves that it understood
 * @param message the first text that came over it; empty where none did
 */
public record UpgradeAnswer(int status, boolean granted, String message) {}
