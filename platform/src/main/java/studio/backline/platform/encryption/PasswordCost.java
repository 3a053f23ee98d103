package studio.backline.platform.encryption;

/**
 * What one guess at a password costs.
 *
 * @param memoryKib memory in KiB
 * @param passes passes over it
 * @param lanes lanes
 */
record PasswordCost(int memoryKib, int passes, int lanes) {

    /** The least that OWASP's cheat sheet on password storage accepts for Argon2id. */
    static final PasswordCost FLOOR = new PasswordCost(19 * 1024, 2, 1);

    boolean covers(PasswordCost other) {
        return memoryKib >= other.memoryKib && passes >= other.passes && lanes >= other.lanes;
    }
}
