"""Our script: YAML files in, `domain.playbook.Playbook` and findings out."""
