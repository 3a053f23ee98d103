package studio.backline.server.management;

/**
 * Why a command was refused, as it goes over the wire.
 *
 * @param code stable, for programs
 * @param what what is wrong
 * @param remedy what to do about it; empty where the first sentence says it
 */
public record Refusal(String code, String what, String remedy) {}
