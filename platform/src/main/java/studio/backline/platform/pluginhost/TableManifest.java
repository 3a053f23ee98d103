package studio.backline.platform.pluginhost;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.subject.SubjectKind;

/**
 * A table under {@code data.tables} in a manifest.
 *
 * @param table its name in the plugin's schema
 * @param tenant whether its rows belong to workspaces; false where they belong to the instance
 * @param subjectPath the way to the person that a row is about
 * @param noSubject why there is no such way
 * @param columns by name, in the order written
 */
public record TableManifest(
        String table,
        boolean tenant,
        Optional<String> subjectPath,
        Optional<String> noSubject,
        Map<String, Column> columns) {

    /**
     * How a column is classified.
     *
     * @param category what it tells; empty where it is not personal
     * @param of whom; empty where it is not personal
     * @param sealed the field id of the envelopes that it holds; empty where it holds none
     */
    public record Column(
            Optional<DataCategory> category, Set<SubjectKind> of, Optional<String> sealed) {}
}
