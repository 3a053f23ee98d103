package studio.backline.testkit.house.sins.texts;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.dom.Element;
import java.util.HashSet;
import java.util.Set;
import studio.backline.screens.Chip;
import studio.backline.screens.Toasts;

class Talkative extends Div {
    private static final String GREETING = "Good evening";

    Talkative(int songs) {
        add(new Span(songs + " songs"));
        Span greeting = new Span();
        greeting.setText(GREETING);
        greeting.setTitle("Seen %d times".formatted(songs));
        greeting.getElement().setAttribute("class", "said nothing");
        greeting.getElement().setAttribute("aria-label", "A greeting");
        add(new Span("—"), greeting);
        add("Plain words");
        add(new Chip("urgent"));
        Toasts.show("Everything went well");
        String local = "A local word";
        greeting.setText(local);
        greeting.setText(String.join(" ", local, "and more"));
        greeting.setText(again());
        greeting.setText(counted(songs) + "!");
        greeting.setText(new Told(songs).of("x"));
        add(Told.by(songs));
        greeting.setText(new Numbered(songs).title());
        greeting.setText(sign());
        addElsewhere(new Dialog(), new TabSheet());
    }

    private void addElsewhere(Dialog dialog, TabSheet sheet) {
        Set<String> classes = new HashSet<>();
        classes.add("a class");
        getElement().getClassList().add("another class");
        dialog.add("In a dialog");
        dialog.getHeader().add("On top of it");
        sheet.add("The first sheet", new Div());
        new Row().add("In a row of our own");
        Anchor way = new Anchor("people", "See them");
        way.add("and more of them");
        add(way, new Image("picture.svg", "A picture"), new Image("picture.svg", "—"));
        new MenuBar().addItem("Open it");
        new Select<String>().setItems("Yes, please", "—");
        getElement().appendChild(Element.createText("Below"));
    }

    private static class Row extends Div {}

    private String again() {
        String words = said(3);
        return words;
    }

    private static String said(int times) {
        return times > 2 ? "Once more" : "";
    }

    private static String counted(int songs) {
        switch (songs) {
            case 0:
                return "—";
            default:
                return String.format("%d of them", songs);
        }
    }

    private String sign() {
        return getClassName() + String.valueOf('—');
    }

    private record Told(int songs) {

        static String by(int songs) {
            return switch (songs) {
                case 0 -> "-";
                default -> {
                    yield "all of " + songs;
                }
            };
        }

        String of(String place) {
            return songs + " in " + place;
        }
    }
}
