package studio.backline.ui.settings;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.stream.Stream;
import studio.backline.platform.files.FileSettings;
import studio.backline.screens.HouseWords;
import studio.backline.screens.Icons;
import studio.backline.screens.Tone;
import studio.backline.screens.file.FileSizes;
import studio.backline.ui.text.HostTexts;

/** How much room files have, and where new ones go. */
final class FileSpace extends Div {

    private static final long serialVersionUID = 1L;
    private static final long GIGABYTE = 1_000_000_000;
    private static final List<Long> QUOTAS =
            List.of(
                    FileSettings.NO_QUOTA,
                    GIGABYTE,
                    5 * GIGABYTE,
                    20 * GIGABYTE,
                    100 * GIGABYTE,
                    500 * GIGABYTE,
                    2000 * GIGABYTE);

    private final transient HostTexts texts;
    private final transient FileSettings settings;
    private final Span saved;

    /**
     * @param allowed throws where whoever is at the window may not change it
     */
    FileSpace(HostTexts texts, RoomDesk room, Runnable allowed) {
        this.texts = texts;
        this.settings = room.settings();
        long used = room.files().used();
        this.saved = new Span(Icons.of("check"), new Span(texts.get("settings.saved")));
        addClassName("bl-form");
        setWidthFull();
        long quota = settings.quota();
        Span held = new Span(held(used, quota));
        held.addClassName("bl-small");
        add(held, room(quota, used, held, allowed));
        if (settings.stores().size() > 1 || !settings.stores().contains(settings.store())) {
            add(place(allowed));
        }
        saved.addClassNames("bl-state", Tone.OK.css());
        saved.getElement().setAttribute("role", "status");
        saved.setVisible(false);
        add(saved);
    }

    private Select<Long> room(long quota, long used, Span held, Runnable allowed) {
        Select<Long> room = HouseWords.in(new Select<>());
        room.setLabel(texts.get("settings.files.quota"));
        room.setItems(Stream.concat(QUOTAS.stream(), Stream.of(quota)).distinct().toList());
        room.setItemLabelGenerator(
                one ->
                        one == FileSettings.NO_QUOTA
                                ? texts.get("settings.files.quota.none")
                                : FileSizes.of(one));
        room.setValue(quota);
        room.addValueChangeListener(
                change -> {
                    allowed.run();
                    settings.quota(change.getValue());
                    held.setText(held(used, change.getValue()));
                    saved.setVisible(true);
                });
        return room;
    }

    private Select<String> place(Runnable allowed) {
        Select<String> place = HouseWords.in(new Select<>());
        place.setLabel(texts.get("settings.files.store"));
        place.setHelperText(texts.get("settings.files.store.line"));
        place.setItems(
                Stream.concat(settings.stores().stream(), Stream.of(settings.store()))
                        .distinct()
                        .toList());
        place.setItemLabelGenerator(this::named);
        place.setValue(settings.store());
        place.addValueChangeListener(
                change -> {
                    allowed.run();
                    settings.store(change.getValue());
                    saved.setVisible(true);
                });
        return place;
    }

    private String named(String store) {
        if (!settings.stores().contains(store)) {
            return texts.get("settings.files.store.away", store);
        }
        return store.equals("folder") ? texts.get("settings.files.store.folder") : store;
    }

    private String held(long used, long quota) {
        return quota == FileSettings.NO_QUOTA
                ? texts.get("settings.files.used", FileSizes.of(used))
                : texts.get("settings.files.used.of", FileSizes.of(used), FileSizes.of(quota));
    }
}
