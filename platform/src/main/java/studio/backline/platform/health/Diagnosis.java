package studio.backline.platform.health;

/**
 * A finding in words.
 *
 * @param key of the finding, for programs
 * @param severity how much it matters
 * @param subject what was looked at, in a word or two
 * @param what what was found, in a sentence
 * @param remedy what to do, in a sentence; empty where there is nothing
 */
public record Diagnosis(
        String key, Severity severity, String subject, String what, String remedy) {}
