package studio.backline.testkit.house.sins.texts;

record Numbered(int place) {

    Numbered {
        if (place < 0) {
            throw new IllegalArgumentException("No place is " + place);
        }
    }

    String title() {
        return "Column " + place;
    }
}
