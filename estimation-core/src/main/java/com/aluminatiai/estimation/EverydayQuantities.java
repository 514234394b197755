package com.aluminatiai.estimation;

import java.util.List;

/** Translates energy and emissions into quantities of everyday life. */
final class EverydayQuantities {
  private final PowerFactors.Factor car;
  private final PowerFactors.Factor phone;
  private final PowerFactors.Factor household;
  private final PowerFactors.Factor tree;

  EverydayQuantities(PowerFactors factors) {
    car = factors.get("kg_per_km_by_car");
    phone = factors.get("kwh_per_phone_charge");
    household = factors.get("kwh_per_household_day");
    tree = factors.get("kg_per_tree_month");
  }

  List<Equivalent> of(double kwh, double carbonKg) {
    return List.of(
        row("km_by_car", carbonKg, car, "km"),
        row("phone_charges", kwh, phone, "charges"),
        row("household_days", kwh, household, "days"),
        row("tree_months", carbonKg, tree, "tree-months"));
  }

  private static Equivalent row(
      String name, double figure, PowerFactors.Factor factor, String unit) {
    return new Equivalent(name, figure / factor.band().best(), unit, factor.source());
  }
}
