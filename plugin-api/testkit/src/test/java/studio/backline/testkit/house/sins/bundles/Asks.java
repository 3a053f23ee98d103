package studio.backline.testkit.house.sins.bundles;

import studio.backline.contract.text.Texts;

class Asks {
    private final Texts texts;

    Asks(Texts texts) {
        this.texts = texts;
    }

    String missing() {
        return texts.get("song.missing")
                + texts.get("song.title")
                + texts.get("song.count")
                + texts.get("song.sung");
    }

    String role(String name) {
        return texts.get("role." + name);
    }
}
