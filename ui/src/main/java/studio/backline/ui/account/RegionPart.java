package studio.backline.ui.account;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import studio.backline.platform.identity.profile.Region;
import studio.backline.screens.HouseWords;
import studio.backline.screens.Toasts;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/** Chooses a time zone, and how days and numbers are written. */
final class RegionPart extends Div {

    private static final long serialVersionUID = 1L;

    private static final List<String> AREAS =
            List.of(
                    "Africa/",
                    "America/",
                    "Antarctica/",
                    "Asia/",
                    "Atlantic/",
                    "Australia/",
                    "Europe/",
                    "Indian/",
                    "Pacific/");

    /** A day and a number in which each order and sign shows. */
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private static final double NUMBER = 1234.5;

    private final transient HostTexts texts;
    private final transient RegionDesk desk;

    RegionPart(HostTexts texts, RegionDesk desk) {
        this.texts = texts;
        this.desk = desk;
        addClassName("bl-group");
        Region mine = desk.mine();
        Paragraph line = new Paragraph(texts.get("account.region.line"));
        line.addClassNames("bl-faint", "bl-small");
        add(new H2(texts.get("account.region")), line, zone(mine), format(mine));
    }

    private Select<ZoneId> zone(Region mine) {
        Select<ZoneId> zone = HouseWords.in(new Select<>());
        zone.setLabel(texts.get("account.region.zone"));
        zone.setEmptySelectionAllowed(true);
        zone.setEmptySelectionCaption(texts.get("account.region.server"));
        zone.setItems(zones(mine));
        zone.setItemLabelGenerator(
                it ->
                        it == null
                                ? texts.get("account.region.server")
                                : it.getId().replace('_', ' '));
        zone.setValue(mine.zone().orElse(null));
        zone.setWidthFull();
        zone.addValueChangeListener(
                change -> {
                    if (change.isFromClient()) {
                        desk.zone(Optional.ofNullable(change.getValue()));
                        Toasts.show(texts.get("account.region.saved"));
                    }
                });
        return zone;
    }

    private Select<Locale> format(Region mine) {
        Select<Locale> format = HouseWords.in(new Select<>());
        format.setLabel(texts.get("account.region.format"));
        format.setEmptySelectionAllowed(true);
        format.setEmptySelectionCaption(texts.get("account.region.browser"));
        format.setItems(formats(mine));
        format.setItemLabelGenerator(
                it -> it == null ? texts.get("account.region.browser") : example(it));
        format.setValue(mine.format().orElse(null));
        format.setWidthFull();
        format.addValueChangeListener(
                change -> {
                    if (change.isFromClient()) {
                        desk.format(Optional.ofNullable(change.getValue()));
                        Toasts.show(texts.get("account.region.saved"));
                    }
                });
        return format;
    }

    private static List<ZoneId> zones(Region mine) {
        Stream<ZoneId> known =
                ZoneId.getAvailableZoneIds().stream()
                        .filter(id -> id.equals("UTC") || AREAS.stream().anyMatch(id::startsWith))
                        .map(ZoneId::of);
        return Stream.concat(known, mine.zone().stream())
                .distinct()
                .sorted(Comparator.comparing(ZoneId::getId))
                .toList();
    }

    /** Of the language that the screens are in: the words of a day are not of another. */
    private static List<Locale> formats(Region mine) {
        String language = HostTexts.readerLocale().getLanguage();
        Stream<Locale> spoken =
                Locale.availableLocales()
                        .filter(it -> it.getLanguage().equals(language))
                        .filter(it -> it.getCountry().length() == 2)
                        .filter(it -> it.getVariant().isEmpty() && it.getScript().isEmpty());
        return Stream.concat(spoken, mine.format().stream())
                .distinct()
                .sorted(Comparator.comparing(it -> it.getDisplayCountry(HostTexts.readerLocale())))
                .toList();
    }

    private String example(Locale format) {
        return texts.get(
                "account.region.example",
                format.getDisplayCountry(HostTexts.readerLocale()),
                Moments.example(DAY, format),
                NumberFormat.getInstance(format).format(NUMBER));
    }
}
