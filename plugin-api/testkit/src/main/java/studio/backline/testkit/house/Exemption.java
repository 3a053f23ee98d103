package studio.backline.testkit.house;

/**
 * Lets one place break one rule, for a stated reason. One that nothing needs any more is itself
 * reported.
 *
 * @param law the rule's name, see {@link Rule#law()}
 * @param where the place, as {@link Violation#where()} says it; a star at its end covers all that
 *     begins so
 * @param reason why this place may
 */
public record Exemption(String law, String where, String reason) {

    /** Checks that a reason is given. */
    public Exemption {
        if (reason.strip().length() < 20) {
            throw new IllegalArgumentException(
                    "The exemption of %s from '%s' says no reason that a reader could judge: '%s'."
                            .formatted(where, law, reason));
        }
    }

    boolean covers(Violation violation) {
        return where.endsWith("*")
                ? violation.where().startsWith(where.substring(0, where.length() - 1))
                : violation.where().equals(where);
    }
}
