package studio.backline.testkit.house.sins.nullness;

class Bare {}
