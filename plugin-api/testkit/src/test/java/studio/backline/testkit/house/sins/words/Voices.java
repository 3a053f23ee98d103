package studio.backline.testkit.house.sins.words;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datepicker.DatePicker.DatePickerI18n;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import studio.backline.screens.HouseWords;

class Voices extends Div {

    Voices(DatePickerI18n days) {
        DatePicker day = new DatePicker();
        day.setI18n(days);
        add(HouseWords.in(new SideNav()), new SideNav(), day, new TextField(), new Song());
        add(HouseWords.in(new Select<String>()), new Select<String>());
    }

    static class Song extends Upload {}
}
