package studio.backline.testkit.house;

/**
 * One breach of one rule.
 *
 * @param where the type, file or key that breaks it: what an {@link Exemption} names
 * @param what what is wrong there, with the value
 */
public record Violation(String where, String what) {

    @Override
    public String toString() {
        return where + ": " + what;
    }
}
