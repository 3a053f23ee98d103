package studio.backline.platform.health;

/** How much a finding matters. */
public enum Severity {
    /** As it should be. */
    GOOD,
    /** Nothing is broken; somebody should know it or think about it. */
    HINT,
    /** To be mended. */
    BAD
}
