package studio.backline.ui.text;

import java.util.List;
import java.util.Locale;
import studio.backline.platform.settings.InstanceSettings;
import studio.backline.platform.settings.Setting;

/** The language of the house: of screens for those who have not chosen one of their own. */
public final class HouseLanguage {

    /** The languages that the screens speak. With one alone nobody is asked to choose. */
    public static final List<Locale> SPOKEN = List.of(Locale.ENGLISH);

    private static final Setting<String> LANGUAGE = Setting.text("house.language", "en");

    private final InstanceSettings settings;

    HouseLanguage(InstanceSettings settings) {
        this.settings = settings;
    }

    /** Whether there is a choice. */
    public static boolean choice() {
        return SPOKEN.size() > 1;
    }

    /** The language of the house. */
    public Locale get() {
        return spoken(settings.get(LANGUAGE));
    }

    /** Changes it; a language that is not spoken becomes English. */
    public void set(String tag) {
        settings.set(LANGUAGE, spoken(tag).getLanguage());
    }

    private static Locale spoken(String tag) {
        return SPOKEN.stream()
                .filter(locale -> locale.getLanguage().equals(tag))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }
}
