package studio.backline.platform.pluginhost.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.connections.ConnectionRuntime;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.database.HeldData;
import studio.backline.platform.database.PluginSchemas;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.events.EventRuntime;
import studio.backline.platform.files.FileErasure;
import studio.backline.platform.jobs.JobRuntime;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.refusal.Refusals;
import studio.backline.platform.privacy.SubjectRegister;

/** All that is kept for a plugin: its schema, and what lies with the core in its name. */
public final class PluginEstate {

    private final PluginSchemas schemas;
    private final FileErasure files;
    private final JobRuntime jobs;
    private final EventRuntime events;
    private final SubjectRegister subjects;
    private final ConnectionRuntime connections;

    public PluginEstate(
            PluginSchemas schemas,
            FileErasure files,
            JobRuntime jobs,
            EventRuntime events,
            SubjectRegister subjects,
            ConnectionRuntime connections) {
        this.schemas = schemas;
        this.files = files;
        this.jobs = jobs;
        this.events = events;
        this.subjects = subjects;
        this.connections = connections;
    }

    /** What it holds, by what that tells of people. */
    public List<HeldData> held(PluginId plugin) {
        return schemas.held(plugin);
    }

    /** Number of rows over all workspaces by table. */
    public Map<String, Long> rowCounts(PluginId plugin) {
        return schemas.rowCounts(plugin);
    }

    /** Whether its data has taken a step that the plugin in this jar does not know. */
    public boolean isBeyond(PluginId plugin, Path jar) {
        return schemas.isBeyond(plugin, PluginData.migrations(plugin, jar));
    }

    /** What is not as the house makes it, of plugins other than these, in sentences. */
    public Map<PluginId, String> changed(Set<PluginId> running) {
        Map<PluginId, String> told = new TreeMap<>();
        schemas.lint(running)
                .forEach(
                        (plugin, findings) ->
                                told.put(
                                        plugin,
                                        findings.stream()
                                                .map(SchemaFinding::toString)
                                                .collect(Collectors.joining(" "))));
        return told;
    }

    /** Clears away what a removal that was cut off has left outside of the database. */
    public void sweep() {
        schemas.sweep();
    }

    /**
     * Gives back what people have let it do elsewhere: nobody could end that once it is gone,
     * whatever becomes of its data.
     */
    public void disconnect(PluginId plugin) {
        connections.erase(plugin);
    }

    /** Whether nothing of it is erased yet. */
    public boolean isWhole(PluginId plugin) {
        return schemas.isThere(plugin);
    }

    /**
     * Erases all of it; done once more, it does no harm. The schema goes first: as long as others
     * keep it, all the rest is there as well.
     *
     * @throws PluginRefusedException naming what keeps the schema
     */
    public void erase(PluginId plugin) {
        try {
            schemas.drop(plugin);
        } catch (DatabaseFailureException kept) {
            throw Refusals.because(kept, "data-kept", kept.what(), kept.remedy());
        }
        jobs.erase(plugin);
        events.erase(plugin);
        files.erase(plugin);
        subjects.erase(plugin);
    }
}
