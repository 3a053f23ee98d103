package studio.backline.testkit.house;

/** The rooms of the house, which decide what a module may do. */
public enum Room {
    CONTRACT,
    SCREENS,
    MODELS,
    TESTKIT,
    PLATFORM,
    UI,
    SERVER,
    BENCH,
    DISTRIBUTION,
    PLUGIN;

    /** The room of a folder of the repository, such as {@code plugin-api/contract}. */
    static Room of(String folder) {
        return switch (folder) {
            case "plugin-api/contract" -> CONTRACT;
            case "plugin-api/screens" -> SCREENS;
            case "plugin-api/models" -> MODELS;
            case "plugin-api/testkit" -> TESTKIT;
            case "platform" -> PLATFORM;
            case "ui" -> UI;
            case "deploy/server" -> SERVER;
            case "deploy/bench" -> BENCH;
            case "deploy/distribution" -> DISTRIBUTION;
            default -> PLUGIN;
        };
    }

    /** Whether strangers compile against it: there, types are public on purpose. */
    boolean isPluginApi() {
        return this == CONTRACT || this == SCREENS || this == MODELS || this == TESTKIT;
    }

    /** Whether people see what it draws. */
    boolean hasScreens() {
        return this == SCREENS || this == UI || this == PLUGIN;
    }
}
