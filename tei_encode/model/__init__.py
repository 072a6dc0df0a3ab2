"""The data that passes between the stages: plain, frozen, standard library only."""
