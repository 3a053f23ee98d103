package studio.backline.platform.pluginhost.lifecycle;

/**
 * Places at which a server may die. In a server nothing happens there; a test dies there, to see
 * what the next start makes of it.
 */
@FunctionalInterface
interface CrashPoint {

    /** A step is on record, the next has not begun. */
    void passed(String step);
}
