package studio.backline.testkit;

/**
 * What a command of {@code bin/backline} came to.
 *
 * @param exit 0 done, 1 refused with the reason, 2 wrong usage
 * @param out what it printed
 * @param err what it printed to the error stream
 */
public record CommandResult(int exit, String out, String err) {}
