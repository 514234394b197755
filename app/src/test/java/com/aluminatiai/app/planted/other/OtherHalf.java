package com.aluminatiai.app.planted.other;

/** Planted: the other half of a cycle. */
public class OtherHalf {
  com.aluminatiai.app.planted.util.PlantedHelper helper;
}
