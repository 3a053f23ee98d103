package studio.backline.distribution;

import studio.backline.testkit.fault.Debugger.Place;

/** A moment of a change of plugins at which a server may be killed, and what becomes of it. */
enum CutOff {
    FILES_COPIED(host("lifecycle.Installer"), "bring", "", Outcome.CLEARED),
    RECORDED(host("lifecycle.InstallUndo"), "passed", "recorded", Outcome.UNDONE),
    MIGRATING(
            "studio.backline.platform.database.schema.SchemaMigrator",
            "generate",
            "",
            Outcome.UNDONE),
    MIGRATED(host("lifecycle.InstallUndo"), "passed", "migrated", Outcome.UNDONE),
    MIGRATION_RECORDED(
            host("lifecycle.InstallUndo"), "passed", "migration recorded", Outcome.FINISHED),
    MOUNTING(host("lifecycle.Mounts"), "mount", "", Outcome.FINISHED),
    STARTED(host("lifecycle.InstallUndo"), "passed", "started", Outcome.FINISHED),
    STOPPING(host("lifecycle.PluginStarter"), "stop", "", Outcome.REMOVED),
    STOPPED(host("data.PluginEstate"), "erase", "", Outcome.REMOVED),
    SCHEMA_STANDS(
            "studio.backline.platform.database.server.StoredPluginSchemas",
            "drop",
            "",
            Outcome.REMOVED),
    DATA_GONE(host("lifecycle.InstalledReleases"), "delete", "", Outcome.REMOVED),
    FILES_GONE(host("lifecycle.PluginRows"), "delete", "", Outcome.REMOVED_WITH_ITS_NAME);

    private final String type;
    private final String method;
    private final String step;
    private final Outcome outcome;

    CutOff(String type, String method, String step, Outcome outcome) {
        this.type = type;
        this.method = method;
        this.step = step;
        this.outcome = outcome;
    }

    private static String host(String type) {
        return "studio.backline.platform.pluginhost." + type;
    }

    Place place() {
        return new Place(type, method, step);
    }

    boolean ofRemoval() {
        return outcome == Outcome.REMOVED || outcome == Outcome.REMOVED_WITH_ITS_NAME;
    }

    /** Whether the plugin is there after the next start. */
    boolean installed() {
        return outcome == Outcome.FINISHED;
    }

    /** What the next start says. */
    String said() {
        return outcome.said;
    }

    private enum Outcome {
        CLEARED(
                "A change of plugins was cut off before it was on record. The files that it left"
                        + " have been cleared away."),
        UNDONE("The installation of People and audiences 0.1.1 was cut off and has been undone."),
        FINISHED(
                "The installation of People and audiences 0.1.1 was cut off and has been finished."),
        REMOVED("The removal of People and audiences was cut off and has been finished."),
        REMOVED_WITH_ITS_NAME("The removal of crm was cut off and has been finished.");

        private final String said;

        Outcome(String said) {
            this.said = said;
        }
    }
}
