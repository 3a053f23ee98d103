package studio.backline.server.settings;

/**
 * Something that keeps the server from starting.
 *
 * @param what what is wrong, in a sentence
 * @param remedy what to do about it, in a sentence
 */
public record Problem(String what, String remedy) {}
