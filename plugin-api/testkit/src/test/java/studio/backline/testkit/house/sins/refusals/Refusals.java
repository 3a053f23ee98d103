package studio.backline.testkit.house.sins.refusals;

record Refusals(String code, String table) {

    static Refusals unknown(String table) {
        return new Refusals("table.unknown", table);
    }

    static Refusals nameless(String table) {
        return new Refusals("table.nameless", "The table %s has no name".formatted(table));
    }
}
