package studio.backline.bench;

/** Something that is measured. */
public interface Benchmark {

    /** Its name on the command line and in the results; lower case. */
    String id();

    /** One line that says what is compared with what. */
    String title();

    /**
     * Measures, and reports each result as soon as there is one.
     *
     * @throws Exception when it could not be measured, which counts as not held
     */
    void run(Workbench workbench, Report report) throws Exception;
}
