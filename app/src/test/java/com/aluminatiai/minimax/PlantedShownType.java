package com.aluminatiai.minimax;

/** Planted: a door that shows one type too many. */
public class PlantedShownType {}
