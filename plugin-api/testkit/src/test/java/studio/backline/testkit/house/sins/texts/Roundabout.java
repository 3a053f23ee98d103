package studio.backline.testkit.house.sins.texts;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.binder.ValidationResult;
import com.vaadin.flow.data.renderer.TextRenderer;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class Roundabout extends Div implements HasDynamicTitle {
    private static final List<String> KNOWN = List.of("A known word", "—");
    private final List<String> classes = new ArrayList<>(List.of("wide"));
    private final Span span = new Span();
    private String title;
    private String field = "";

    Roundabout(List<String> songs) {
        title = "Your songs";
        classes.add("a class");
    }

    @Override
    public String getPageTitle() {
        return title;
    }

    private void ask(CheckboxGroup<String> group, Grid<String> grid) {
        group.setItemLabelGenerator(s -> "Chosen words");
        group.setItemLabelGenerator(s -> s);
        group.setItemHelperGenerator(this::help);
        grid.addColumn(
                s -> {
                    String row = "Row";
                    return row;
                });
        grid.addColumn("aProperty");
        grid.addColumn(new TextRenderer<>(s -> "Row of words"));
    }

    private String help(String song) {
        return song + " needs help";
    }

    private void assign(List<String> songs) {
        String later;
        later = "Assigned later";
        span.setText(later);
        String sum = "";
        sum += "Added later";
        span.setText(sum);
        this.field = "Kept for later";
        span.setText(field);
        String key;
        key = "a.key";
        span.setText(songs.get(key.length()));
    }

    private void loop(List<String> songs) {
        for (String each : List.of("One word", "Two words")) {
            add(new Span(each));
        }
        for (String known : KNOWN) {
            add(new Span(known));
        }
        for (String song : songs) {
            add(new Span(song));
        }
        Stream.of("One more", "—").forEach(one -> add(new Span(one)));
        Optional.of("Said at last").ifPresent(span::setText);
        java.util.Optional.of("Said by its full name").ifPresent(span::setTitle);
        Optional.of("a class").ifPresent(classes::add);
        songs.stream().map(song -> "song named " + song).map(Span::new).forEach(this::add);
        Stream.of("Said to all").forEach(this::add);
    }

    private void pick(int place) {
        String[] two = {"The first", "The second"};
        span.setText(two[place]);
        span.setText(KNOWN.get(place));
        span.setText(Map.of(1, "The only one").get(place));
        span.setText(Map.of("one", "1").get("one"));
        span.setText("By force".toUpperCase(Locale.ROOT));
    }

    private ValidationResult build(Optional<String> first) {
        span.setTitle(first.orElse("Nobody"));
        span.setTitle(first.orElse("—"));
        StringBuilder built = new StringBuilder();
        built.append(1).append(" of them");
        span.setText(built.toString());
        span.getElement().setProperty("innerHTML", "Nobody is here");
        return ValidationResult.error("Give it a name");
    }
}
