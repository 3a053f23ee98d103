package studio.backline.platform.work;

/**
 * Places at which a server may die. In a server nothing happens there; a test dies there, to see
 * what the next start makes of it.
 */
@FunctionalInterface
public interface CrashPoint {

    /**
     * Something has happened, and what follows from it has not.
     *
     * @param step what happened
     */
    void passed(String step);
}
